internal import Diagnostics
internal import ScriptValues

extension Parser {
    /// A command line: the command's name, then operands, options and items in any order.
    func call(_ words: [Word]) throws(Diagnostic) -> CommandCall {
        var words = words
        let shape = words[0].kind == .path ? vocabulary.command(vocabulary.queryCommand) : try command(words).0
        let output = try output(of: &words, shape)
        var call = try plainCall(words)
        call.output = output
        return call
    }

    private func plainCall(_ words: [Word]) throws(Diagnostic) -> CommandCall {
        let range = words[0].range.lowerBound..<words[words.count - 1].range.upperBound
        if words[0].kind == .path { return try bareQuery(words, range) }
        let (shape, nameLength) = try command(words)
        var reading = CallReading(shape: shape, rest: words.dropFirst(nameLength))
        while let word = reading.rest.first { try read(word, into: &reading) }
        let call = CommandCall(
            name: shape.name, operands: reading.operands, options: reading.options, items: reading.items, range: range)
        try checkComplete(reading, nameRange: words[0].range.lowerBound..<words[nameLength - 1].range.upperBound)
        try checkReferences(in: call)
        return call
    }

    /// What has been read of a call, and what is left.
    struct CallReading {
        let shape: CommandShape
        var rest: ArraySlice<Word>
        var operands: [OperandSyntax] = []
        var options: [OptionSyntax] = []
        var items: [ItemSyntax] = []
        var filledOperands = 0
        /// Whether the operand that takes all words has got one.
        var hasWords = false

        var nextOperand: OperandShape? {
            filledOperands < shape.operands.count ? shape.operands[filledOperands] : nil
        }

        /// The operand that must come now: a required one, or what a mark such as `=` announces.
        var awaitedOperand: OperandShape? {
            guard let operand = nextOperand, operand.isRequired || followsMark, !hasWords else { return nil }
            return operand
        }

        /// The name in `name=value`, where operands can be given by name.
        func operandName(_ word: Word) -> String? {
            guard shape.namesOperands, let item = ItemSyntax(word), [.string, .json].contains(item.kind) else {
                return nil
            }
            return item.name
        }

        /// What is still to be given: of operands that can be named, the first that is not.
        var missingOperand: OperandShape? {
            guard shape.namesOperands else { return awaitedOperand }
            return shape.operands.dropFirst(filledOperands).first { operand in
                operand.isRequired && !items.contains { $0.name == operand.name }
            }
        }

        private var followsMark: Bool { filledOperands > 0 && shape.operands[filledOperands - 1].kind == .mark }

        /// The word as an item, unless it is the operand that must come now; only a header's form, which a host with a
        /// port has too, may be such an operand.
        func item(_ word: Word) -> ItemSyntax? {
            if shape.namesOperands { return namedOperand(word) }
            guard shape.takesItems, let item = ItemSyntax(word) else { return nil }
            guard let awaitedOperand else { return item }
            return followsMark || awaitedOperand.kind != .word || item.kind == .header ? nil : item
        }

        /// `scope=profile` for a command that has an operand of this name.
        private func namedOperand(_ word: Word) -> ItemSyntax? {
            guard let name = operandName(word), shape.operands.contains(where: { $0.name == name }) else { return nil }
            return ItemSyntax(word)
        }
    }

    private func bareQuery(_ words: [Word], _ range: Range<Int>) throws(Diagnostic) -> CommandCall {
        let query = try query(words[...])
        let call = CommandCall(
            name: vocabulary.queryCommand, operands: [.query(query)], options: [], items: [], range: range)
        try checkReferences(in: call)
        return call
    }

    /// The command that the first words name, and how many words its name takes.
    private func command(_ words: [Word]) throws(Diagnostic) -> (CommandShape, Int) {
        guard let first = words[0].bareText else {
            throw mistake(
                "command-expected", "a line starts with a command's name", at: words[0].range,
                advice: ["`help` lists the commands"])
        }
        if words.count > 1, let second = words[1].bareText, let shape = vocabulary.command("\(first) \(second)") {
            return (shape, 2)
        }
        if let shape = vocabulary.command(first) { return (shape, 1) }
        guard let group = vocabulary.group(first) else {
            let names = Set(vocabulary.commands.map(\.name.firstWord)).union(Keyword.allCases.map(\.rawValue))
            throw unknown("command", words[0], among: names.sorted(), help: "`help` lists the commands")
        }
        let subcommands = group.map { String($0.name.dropFirst(first.count + 1)) }
        guard words.count > 1 else {
            throw mistake(
                "subcommand-missing", "\(first) needs to know what to do", at: words[0].range,
                expected: subcommands.joined(separator: ", "), advice: ["`help \(first)` explains each"])
        }
        throw unknown(
            "\(first) command", words[1], among: subcommands, help: "it has \(subcommands.joined(separator: ", "))")
    }

    private func read(_ word: Word, into reading: inout CallReading) throws(Diagnostic) {
        if let text = word.optionText {
            try readOption(text, word, into: &reading)
        } else if let item = reading.item(word) {
            reading.items.append(item)
            reading.rest.removeFirst()
        } else if let name = reading.operandName(word) {
            let names = reading.shape.operands.map(\.name)
            throw unknown(
                "operand", Word(kind: .plain, pieces: [.text(name, quoted: false)], range: word.range), among: names,
                help: "\(reading.shape.name) takes \(names.joined(separator: ", ")); put a text with = in quotes")
        } else if let operand = reading.nextOperand {
            try readOperand(operand, into: &reading)
        } else {
            throw surplus(word, reading.shape)
        }
    }

    private func readOption(_ text: String, _ word: Word, into reading: inout CallReading) throws(Diagnostic) {
        let parts = text.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        guard let option = reading.shape.options.first(where: { $0.name == name }) else {
            let names = reading.shape.options.map { "--\($0.name)" }
            throw unknown(
                "option", word, among: names,
                help: names.isEmpty
                    ? "\(reading.shape.name) takes no options" : "it takes \(names.joined(separator: ", "))")
        }
        reading.rest.removeFirst()
        var value: Word?
        if option.value != nil {
            if parts.count == 2 {
                value = word.droppingPrefix(bytes: name.utf8.count + 3)
            } else {
                value = reading.rest.first.flatMap { $0.optionText == nil && $0.kind != .pipe ? $0 : nil }
                reading.rest = reading.rest.dropFirst()
            }
            guard value != nil else {
                throw mistake(
                    "option-value", "--\(name) needs a value", at: word.range, expected: option.value,
                    advice: ["write --\(name) \(option.value ?? "VALUE")"])
            }
        } else if parts.count == 2 {
            throw mistake(
                "option-value", "--\(name) takes no value", at: word.range, advice: ["write --\(name) alone"])
        }
        reading.options.append(OptionSyntax(name: name, value: value, range: word.range))
    }

    private func readOperand(_ operand: OperandShape, into reading: inout CallReading) throws(Diagnostic) {
        switch operand.kind {
        case .word:
            reading.operands.append(.word(try plain(reading.rest.removeFirst())))
            reading.filledOperands += 1
        case .words:
            reading.operands.append(.word(try plain(reading.rest.removeFirst())))
            reading.hasWords = true
        case .mark:
            let word = reading.rest.removeFirst()
            guard word.bareText == operand.name else {
                throw mistake(
                    "mark-expected", "\(reading.shape.name) has \(operand.name) here", at: word.range,
                    expected: operand.name, advice: ["`help \(reading.shape.name)` shows how it is written"])
            }
            reading.filledOperands += 1
        case .query:
            let words = reading.rest.prefix { $0.optionText == nil }
            reading.operands.append(.query(try query(words)))
            reading.rest = reading.rest[words.endIndex...]
            reading.filledOperands += 1
        case .expectation:
            reading.operands.append(.expectation(try expectation(reading.rest)))
            reading.rest = []
            reading.filledOperands += 1
        case .comparison:
            let words = reading.rest.prefix { $0.optionText == nil }
            reading.operands.append(.comparison(try comparison(words)))
            reading.rest = reading.rest[words.endIndex...]
            reading.filledOperands += 1
        }
    }

    /// An operand that is text: neither a JSONPath, which would not be looked up, nor a pipe.
    func plain(_ word: Word) throws(Diagnostic) -> Word {
        switch word.kind {
        case .plain:
            return word
        case .path:
            let text = source.text(in: word.range).shortened
            throw mistake(
                "path-misplaced", "a JSONPath is not looked up here", at: word.range,
                advice: ["write {{\(text)}} for what it finds, or '\(text)' to mean the text"])
        case .pipe:
            throw pipeMisplaced(word)
        }
    }

    private func pipeMisplaced(_ word: Word) -> Diagnostic {
        mistake(
            "pipe-misplaced", "| stands where there is nothing to filter", at: word.range,
            advice: ["put a text with | in quotes; a filter inside a value is written {{value | filter}}"])
    }

    private func checkComplete(_ reading: CallReading, nameRange: Range<Int>) throws(Diagnostic) {
        guard let missing = reading.missingOperand else { return }
        let help = "`help \(reading.shape.name)` shows how it is written"
        throw mistake(
            "operand-missing", "\(reading.shape.name) needs \(missing.name)", at: nameRange,
            expected: missing.summary.isEmpty ? nil : missing.summary,
            advice: missing.kind == .mark ? ["write \(missing.name) with blanks around it", help] : [help])
    }

    /// Whether a credential's scheme stands before a word, as in `Authorization:Bearer x` without quotes.
    private func followsScheme(_ word: Word) -> Bool {
        let before = String(decoding: source.text.utf8.prefix(word.range.lowerBound), as: UTF8.self).lowercased()
        return ["bearer ", "basic ", "dpop "].contains { before.hasSuffix($0) }
    }

    private func surplus(_ word: Word, _ shape: CommandShape) -> Diagnostic {
        if word.kind == .pipe { return pipeMisplaced(word) }
        let text = source.text(in: word.range).shortened
        let advice =
            shape.takesItems
            ? "to send a parameter, write name=value; a header, Name:value" : "put a text with blanks in quotes"
        let help = "`help \(shape.name)` shows how it is written"
        guard shape.takesSecrets || followsScheme(word) else {
            return mistake(
                "surplus-word", "\(shape.name) takes nothing more: \(text)", at: word.range, advice: [advice, help])
        }
        var mistake = mistake(
            "surplus-word", "\(shape.name) takes nothing more", at: word.range,
            advice: ["a secret is asked for, or read from a file or the environment", help])
        mistake.source = source.hiding(from: word.range.lowerBound)
        return mistake
    }
}

extension Word {
    /// `--name` or the beginning of `--name=value`.
    var optionText: String? {
        guard kind == .plain, case .text(let text, quoted: false)? = pieces.first, text.hasPrefix("--"), text.count > 2
        else { return nil }
        return text
    }
}
