extension Parser {
    /// A command line: the command's name, then operands, options and items in any order.
    func call(_ words: [Word]) throws(Diagnostic) -> CommandCall {
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
            let names = Set(vocabulary.commands.map(\.name.firstWord)).union(["step", "try"])
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
        } else if let operand = reading.nextOperand, operand.isRequired, !reading.hasWords {
            try readOperand(operand, into: &reading)
        } else if reading.shape.takesItems, let item = ItemSyntax(word) {
            reading.items.append(item)
            reading.rest.removeFirst()
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
                value = reading.rest.popFirst()
            }
            guard value != nil else {
                throw mistake("option-value", "--\(name) needs a value", at: word.range, expected: option.value)
            }
        } else if parts.count == 2 {
            throw mistake("option-value", "--\(name) takes no value", at: word.range)
        }
        reading.options.append(OptionSyntax(name: name, value: value, range: word.range))
    }

    private func readOperand(_ operand: OperandShape, into reading: inout CallReading) throws(Diagnostic) {
        switch operand.kind {
        case .word:
            reading.operands.append(.word(reading.rest.removeFirst()))
            reading.filledOperands += 1
        case .words:
            reading.operands.append(.word(reading.rest.removeFirst()))
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
            reading.operands.append(.query(try query(reading.rest)))
            reading.rest = []
            reading.filledOperands += 1
        case .expectation:
            reading.operands.append(.expectation(try expectation(reading.rest)))
            reading.rest = []
            reading.filledOperands += 1
        }
    }

    private func checkComplete(_ reading: CallReading, nameRange: Range<Int>) throws(Diagnostic) {
        guard let missing = reading.nextOperand, missing.isRequired, !reading.hasWords else { return }
        throw mistake(
            "operand-missing", "\(reading.shape.name) needs \(missing.name)", at: nameRange,
            expected: missing.summary.isEmpty ? nil : missing.summary,
            advice: ["`help \(reading.shape.name)` shows how it is written"])
    }

    private func surplus(_ word: Word, _ shape: CommandShape) -> Diagnostic {
        let takes =
            shape.operands.isEmpty && !shape.takesItems ? "takes nothing more" : "takes nothing of this kind here"
        let text = source.text(in: word.range)
        let advice = shape.takesItems ? ["to send a parameter, write name=value; a header, Name:value"] : []
        return mistake(
            "surplus-word", "\(shape.name) \(takes): \(text)", at: word.range,
            advice: advice + ["`help \(shape.name)` shows how it is written"])
    }
}

extension Word {
    /// `--name` or the beginning of `--name=value`.
    var optionText: String? {
        guard kind == .plain, case .text(let text, quoted: false)? = pieces.first, text.hasPrefix("--"), text.count > 2
        else { return nil }
        return text
    }

    /// The word without the first bytes of its first piece.
    func droppingPrefix(bytes count: Int) -> Word {
        guard case .text(let text, let quoted)? = pieces.first else { return self }
        var word = self
        word.pieces[0] = .text(String(decoding: text.utf8.dropFirst(count), as: UTF8.self), quoted: quoted)
        word.range = (range.lowerBound + count)..<range.upperBound
        return word
    }
}
