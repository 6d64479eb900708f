internal import Diagnostics
internal import ScriptValues

extension Parser {
    /// `for NAME in …` and its block.
    mutating func loop(_ line: Lexer.Line) throws(Diagnostic) -> Loop? {
        let parsed = try block(line) { (parser) throws(Diagnostic) in try parser.loopHeader(line) }
        guard let (header, body) = parsed else { return nil }
        return Loop(variable: header.variable, items: header.items, body: body, range: line.range)
    }

    private func loopHeader(_ line: Lexer.Line) throws(Diagnostic) -> (variable: String, items: Loop.Items) {
        let words = line.words
        let help = "write for NAME in a b c, for NAME in $.items, or for NAME in @users.csv"
        guard words.count > 1 else {
            throw mistake("loop-variable", "for needs the name of a variable", at: words[0].range, advice: [help])
        }
        let variable = try variableName(words[1], what: "a loop variable")
        guard words.count > 2, words[2].bareText == "in" else {
            let range = words.count > 2 ? words[2].range : words[1].range
            throw mistake(
                "loop-in", "in is missing behind the loop variable", at: range, expected: "in", advice: [help])
        }
        guard words.count > 3 else {
            throw mistake("loop-items", "there is nothing to go over", at: words[2].range, advice: [help])
        }
        return (variable, try items(words[3...]))
    }

    private func items(_ words: ArraySlice<Word>) throws(Diagnostic) -> Loop.Items {
        guard let first = words.first else { return .words([]) }
        if first.kind == .path || words.dropFirst().first?.kind == .pipe {
            let query = try query(words)
            try check(query)
            return .query(query)
        }
        if let file = fileName(first) {
            guard words.count == 1 else {
                throw mistake(
                    "surplus-word", "a loop goes over one file", at: words[words.startIndex + 1].range,
                    advice: ["write a for of its own for the other file"])
            }
            try check(file)
            return .file(file)
        }
        for word in words { try check(try plain(word)) }
        return .words(Array(words))
    }

    /// The name behind an `@`.
    private func fileName(_ word: Word) -> Word? {
        guard case .text(let text, quoted: false)? = word.pieces.first, text.hasPrefix("@"),
            text.count > 1 || word.pieces.count > 1
        else { return nil }
        return word.droppingPrefix(bytes: 1)
    }

    /// A name that `{{…}}` can name, and that it does not understand already.
    func variableName(_ word: Word, what: String) throws(Diagnostic) -> String {
        let text = word.bareText ?? ""
        guard text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_-]*/) != nil else {
            throw mistake(
                "variable-name", "\(what) cannot be called \(source.text(in: word.range).shortened)", at: word.range,
                expected: "a letter, then letters, digits, _ or -", advice: ["write the name alone, without {{ }}"])
        }
        guard !vocabulary.reservedNames.contains(text) else {
            throw mistake(
                "variable-name", "\(what) cannot be called \(text): {{\(text)}} means something already",
                at: word.range, advice: ["choose another name, my_\(text) say"])
        }
        return text
    }

    /// `retry N [every DURATION] [until …]` and its block.
    mutating func retry(_ line: Lexer.Line) throws(Diagnostic) -> Retry? {
        let parsed = try block(line) { (parser) throws(Diagnostic) in try parser.retryHeader(line) }
        guard let (header, body) = parsed else { return nil }
        var retry = header
        retry.body = body
        return retry
    }

    private func retryHeader(_ line: Lexer.Line) throws(Diagnostic) -> Retry {
        var rest = line.words.dropFirst()
        let help = "write retry 10 every 500ms until status == 200"
        guard let count = rest.popFirst(), !["every", "until"].contains(count.bareText) else {
            throw mistake("retry-count", "retry needs to know how often", at: line.words[0].range, advice: [help])
        }
        try check(try plain(count))
        if let text = count.fixedText, Retry.count(text) == nil {
            throw mistake(
                "retry-count", "\(text.shortened) is no number of attempts", at: count.range,
                expected: "a whole number from 1 to \(Retry.mostAttempts)", advice: [help])
        }
        var retry = Retry(count: count, pause: nil, until: nil, body: [], range: line.range)
        if rest.first?.bareText == "every" {
            let keyword = rest.removeFirst()
            retry.pause = try duration(rest.popFirst(), after: keyword)
        }
        if rest.first?.bareText == "until" {
            let keyword = rest.removeFirst()
            retry.until = try test(rest, of: keyword)
        } else if let word = rest.first {
            throw mistake("surplus-word", "retry has every or until here", at: word.range, advice: [help])
        }
        return retry
    }

    private func duration(_ word: Word?, after keyword: Word) throws(Diagnostic) -> Word {
        let help = "write 500ms, 2s or 1m"
        guard let word, word.bareText != "until" else {
            throw mistake("duration", "every needs a duration", at: keyword.range, advice: [help])
        }
        try check(try plain(word))
        if let text = word.fixedText, Retry.pause(text) == nil {
            throw mistake(
                "duration", "\(text.shortened) is no duration", at: word.range,
                expected: "a number and ms, s, m or h, up to an hour", advice: [help])
        }
        return word
    }

    /// `finally` and its block, which at the top of a file may go on to its end.
    mutating func cleanUp(_ line: Lexer.Line) throws(Diagnostic) -> CleanUp? {
        let parsed = try block(line) { (parser) throws(Diagnostic) in
            guard line.words.count > 1 else { return }
            throw parser.mistake(
                "surplus-word", "finally takes nothing after it", at: line.words[1].range,
                advice: ["put the commands on the lines below, and end behind them"])
        }
        guard let (_, body) = parsed else { return nil }
        return CleanUp(body: body, range: line.range)
    }
}

extension Retry {
    static let mostAttempts = 10_000

    /// The number of attempts that a text means.
    static func count(_ text: String) -> Int? {
        Int(text).flatMap { (1...mostAttempts).contains($0) ? $0 : nil }
    }

    /// The wait that a text means.
    static func pause(_ text: String) -> Duration? {
        guard let match = text.wholeMatch(of: /([0-9]{1,9}(?:\.[0-9]{1,6})?)(ms|s|m|h)/), let number = Double(match.1)
        else { return nil }
        let factors: [Substring: Double] = ["ms": 0.001, "s": 1, "m": 60, "h": 3600]
        let factor = factors[match.2] ?? 1
        let seconds = number * factor
        return seconds <= 3600 ? .seconds(seconds) : nil
    }
}
