internal import Encodings

extension Lexer {
    /// More `{{` inside one another than a person would write, few enough for any stack.
    private static let greatestDepth = 16

    /// Reads `{{ … }}`, at its first brace.
    mutating func reference() throws(LexicalError) -> Reference {
        let start = position
        position += 2
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.greatestDepth else {
            throw LexicalError(
                code: "reference-depth", message: "more than \(Self.greatestDepth) {{ stand inside one another",
                range: start..<position, advice: ["`set` a variable to the inner value first"])
        }
        let segments = try segments(from: start)
        let range = start..<position
        if segments[0].isEmpty { report(.emptyReference(range)) }
        return Reference(
            subject: segments[0].first ?? Word(empty: range), arguments: Array(segments[0].dropFirst()),
            filters: filters(segments.dropFirst(), in: range), range: range)
    }

    /// The words up to `}}`, parted at each `|`.
    private mutating func segments(from start: Int) throws(LexicalError) -> [[Word]] {
        var segments: [[Word]] = [[]]
        while true {
            skipSpaces()
            guard let byte = current else { throw unclosed("{{", from: start, end: "}}") }
            if byte == .newline {
                position += 1
            } else if starts(with: "}}") {
                position += 2
                return segments
            } else {
                let word = try word(stoppingAt: .reference)
                if word.kind == .pipe { segments.append([]) } else { segments[segments.count - 1].append(word) }
            }
        }
    }

    private mutating func filters(_ segments: ArraySlice<[Word]>, in range: Range<Int>) -> [FilterCall] {
        let calls = segments.compactMap(FilterCall.init)
        if calls.count < segments.count { report(.missingFilter(range)) }
        return calls
    }
}

extension LexicalError {
    fileprivate static func emptyReference(_ range: Range<Int>) -> LexicalError {
        LexicalError(
            code: "empty-reference", message: "nothing is named between {{ and }}", range: range,
            advice: ["name a value, {{client.id}} say, or write '{{' in single quotes to mean the braces"])
    }

    fileprivate static func missingFilter(_ range: Range<Int>) -> LexicalError {
        LexicalError(
            code: "filter-missing", message: "a filter's name is missing after |", range: range,
            advice: ["write {{value | filter}}; `help filters` lists them"])
    }
}

extension FilterCall {
    /// A filter's name and its operands; a JSONPath is a filter too.
    init?(_ words: [Word]) {
        guard let first = words.first, let last = words.last else { return nil }
        let range = first.range.lowerBound..<last.range.upperBound
        if first.kind == .path {
            self.init(name: "$", arguments: words, range: range)
        } else if let name = first.bareText {
            self.init(name: name, arguments: Array(words.dropFirst()), range: range)
        } else {
            return nil
        }
    }
}
