extension Lexer {
    /// Reads `{{ … }}`, at its first brace.
    mutating func reference() throws(LexicalError) -> Reference {
        let start = position
        position += 2
        let segments = try segments(from: start)
        guard let subject = segments[0].first else {
            throw LexicalError(
                code: "empty-reference", message: "nothing is named between {{ and }}", range: start..<position,
                advice: ["name a value, {{client.id}} say, or write '{{' in single quotes to mean the braces"])
        }
        var filters: [FilterCall] = []
        for segment in segments.dropFirst() { filters.append(try filter(segment, in: start..<position)) }
        return Reference(
            subject: subject, arguments: Array(segments[0].dropFirst()), filters: filters, range: start..<position)
    }

    /// The words up to `}}`, parted at each `|`.
    private mutating func segments(from start: Int) throws(LexicalError) -> [[Word]] {
        var segments: [[Word]] = [[]]
        while true {
            while let byte = current, byte.isBlank || byte == .newline { position += 1 }
            guard current != nil else { throw unclosed("{{", from: start, with: "}}") }
            if starts(with: "}}") {
                position += 2
                return segments
            }
            let word = try word(stoppingAt: .reference)
            if word.kind == .pipe { segments.append([]) } else { segments[segments.count - 1].append(word) }
        }
    }

    private func filter(_ words: [Word], in range: Range<Int>) throws(LexicalError) -> FilterCall {
        guard let call = FilterCall(words) else {
            throw LexicalError(
                code: "filter-missing", message: "a filter's name is missing after |", range: range,
                advice: ["write {{value | filter}}; `help filters` lists them"])
        }
        return call
    }

    private func unclosed(_ mark: String, from start: Int, with end: String) -> LexicalError {
        var error = unclosed(mark, from: start)
        error.advice = ["close it with \(end)"]
        return error
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
