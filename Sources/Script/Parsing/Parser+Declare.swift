internal import Diagnostics
internal import ScriptValues

/// What must be known before the first line is parsed: the commands that are defined, wherever they stand.
extension Parser {
    /// Reads the first line of each definition, and the files and plugins that the text names.
    mutating func declare() {
        for (number, line) in lines.enumerated() where !hasEnough {
            do throws(Diagnostic) {
                switch line.keyword {
                case .define: try declareDefinition(line, number: number)
                case .include: declarations[number] = try inclusion(line).map(Statement.inclusion)
                case .require: declarations[number] = .requirement(try requirement(line))
                default: break
                }
            } catch {
                note(error)
            }
        }
        vocabulary = context.vocabulary.adding(context.plugins + definitions.values.map(\.shape))
    }

    /// What was declared for this line; nil if there was a mistake in it, which is noted already.
    func declared(_ line: Lexer.Line, number: Int) throws(Diagnostic) -> Statement? {
        guard openings.isEmpty else {
            let keyword = line.words[0].bareText ?? ""
            throw mistake(
                "misplaced-\(keyword)", "\(keyword) stands inside a block", at: line.words[0].range,
                advice: ["put it outside: everything that it brings is known before the first command runs"])
        }
        return declarations[number]
    }

    private mutating func declareDefinition(_ line: Lexer.Line, number: Int) throws(Diagnostic) {
        let definition = try signature(line)
        if let other = definitions[definition.name], context.known[definition.name] != other {
            throw mistake(
                "defined-twice", "\(definition.name) is defined already", at: line.words[1].range,
                found: "\(other.source.name):\(other.source.place(of: other.range).line)",
                advice: ["give one of them another name"])
        }
        definitions[definition.name] = definition
        declarations[number] = .definition(definition)
    }

    /// The name, the parameters and the comment of a definition.
    private func signature(_ line: Lexer.Line) throws(Diagnostic) -> Definition {
        guard line.words.count > 1 else {
            throw mistake(
                "define-name", "define needs a name", at: line.words[0].range,
                advice: [#"write define login user scope="profile""#])
        }
        let name = try definedName(line.words[1])
        var parameters: [Definition.Parameter] = []
        for word in line.words.dropFirst(2) { parameters.append(try parameter(word, behind: parameters)) }
        return Definition(
            name: name, parameters: parameters, documentation: documentation(above: line), body: [], source: source,
            range: line.range)
    }

    private func definedName(_ word: Word) throws(Diagnostic) -> String {
        guard let name = word.bareText, name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*/) != nil else {
            throw mistake(
                "define-name", "a command cannot be called \(source.text(in: word.range).shortened)", at: word.range,
                expected: "a letter, then letters, digits, _ or -", advice: ["write define login user"])
        }
        let isTaken =
            Keyword(rawValue: name) != nil || context.vocabulary.command(name) != nil
            || context.vocabulary.group(name) != nil
        guard !isTaken else {
            throw mistake(
                "define-taken", "\(name) is a command of Keyway itself", at: word.range,
                advice: ["choose another name, my-\(name) say"])
        }
        return name
    }

    /// `NAME` or `NAME=DEFAULT`.
    private func parameter(
        _ word: Word, behind others: [Definition.Parameter]
    ) throws(Diagnostic) -> Definition.Parameter {
        var name = word
        var standard: Word?
        if let item = ItemSyntax(word), item.kind == .string {
            try check(item.value)
            name = Word(kind: .plain, pieces: [.text(item.name, quoted: false)], range: word.range)
            standard = item.value
        }
        let text = try variableName(name, what: "a parameter")
        guard !others.contains(where: { $0.name == text }) else {
            throw mistake(
                "parameter-twice", "there are two parameters \(text)", at: word.range,
                advice: ["give one of them another name"])
        }
        if standard == nil, let last = others.last, last.standard != nil {
            throw mistake(
                "parameter-order", "\(text) must be given, but stands behind \(last.name), which may be left out",
                at: word.range, advice: ["put it before \(last.name), or give it a default too: \(text)=…"])
        }
        return Definition.Parameter(name: text, standard: standard, range: word.range)
    }

    /// The comment lines right above a line, without `#`.
    private func documentation(above line: Lexer.Line) -> String {
        var start = lineStart(line.range.lowerBound)
        var texts: [String] = []
        for comment in comments[..<firstComment(after: start)].reversed() {
            let commentStart = lineStart(comment.lowerBound)
            guard comment.upperBound == start - 1, bytes[commentStart..<comment.lowerBound].allSatisfy(\.isSpace) else {
                break
            }
            let text = source.text(in: comment).drop { $0 == "#" }
            texts.append((text.first == " " ? text.dropFirst() : text).trimmingEnd)
            start = commentStart
        }
        return texts.reversed().joined(separator: "\n")
    }

    /// Where the comments behind a place begin in the list of all.
    private func firstComment(after place: Int) -> Int {
        var (low, high) = (0, comments.count)
        while low < high {
            let middle = (low + high) / 2
            if comments[middle].lowerBound < place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The body of a definition whose first line ``declare()`` has read.
    mutating func definition(_ line: Lexer.Line, number: Int) -> Statement? {
        let isNested = !openings.isEmpty
        guard hasRoom(for: line) else { return nil }
        let body = block(line, .define)
        if isNested {
            note(
                mistake(
                    "misplaced-define", "define stands inside a block", at: line.words[0].range,
                    advice: ["put it outside: a defined command is known in the whole file"]))
        }
        guard case .definition(var definition)? = declarations[number] else { return nil }
        definition.body = body
        definitions[definition.name] = definition
        return .definition(definition)
    }

    func mistake(
        _ code: String, _ message: String, at range: Range<Int>, found: String, advice: [String]
    ) -> Diagnostic {
        Diagnostic(.syntax, code, message, source: source, range: range, found: found, advice: advice)
    }
}

extension Substring {
    /// Without the blanks at its end.
    var trimmingEnd: String { String(reversed().drop { $0.isWhitespace }.reversed()) }
}
