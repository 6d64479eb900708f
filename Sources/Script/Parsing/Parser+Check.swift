internal import Diagnostics
internal import JSONKit
internal import ScriptValues

/// What can be known of a word before anything runs: its filters exist, its JSONPaths parse.
extension Parser {
    func checkReferences(in call: CommandCall) throws(Diagnostic) {
        for operand in call.operands { try check(operand) }
        for option in call.options { if let value = option.value { try check(value) } }
        for item in call.items {
            try check(item.value)
            if item.kind == .json { try checkJSON(item) }
        }
    }

    private func check(_ operand: OperandSyntax) throws(Diagnostic) {
        switch operand {
        case .word(let word): try check(word)
        case .query(let query): try check(query)
        case .expectation(let expectation): try check(expectation)
        case .comparison(let comparison):
            try check(comparison.query)
            try check(comparison.shape)
            try checkShape(comparison.shape)
        }
    }

    func check(_ expectation: Expectation) throws(Diagnostic) {
        try check(expectation.query)
        for word in expectation.arguments { try check(word) }
    }

    func check(_ query: Query) throws(Diagnostic) {
        switch query.subject {
        case .named(_, let arguments): for word in arguments { try check(word) }
        case .path(let word), .value(let word): try check(word)
        }
        for filter in query.filters { try check(filter) }
    }

    func check(_ word: Word) throws(Diagnostic) {
        for case .reference(let reference) in word.pieces {
            try check(reference.subject)
            for argument in reference.arguments { try check(argument) }
            for filter in reference.filters { try check(filter) }
        }
        if word.kind == .path, let text = word.fixedText { try checkPath(text, at: word.range) }
    }

    func check(_ call: FilterCall) throws(Diagnostic) {
        for word in call.arguments { try check(word) }
        guard call.name != "$" else { return try checkPathFilter(call) }
        guard let filter = vocabulary.filter(call.name) else {
            let word = Word(kind: .plain, pieces: [.text(call.name, quoted: false)], range: call.range)
            throw unknown("filter", word, among: vocabulary.filters.map(\.name), help: "`help filters` lists them")
        }
        guard call.arguments.count >= filter.requiredOperands, call.arguments.count <= filter.operands.count else {
            let isLone = filter.operands.isEmpty
            throw mistake(
                "filter-operands",
                isLone ? "\(filter.name) takes nothing after it" : "\(filter.name) is written \(filter.usage)",
                at: call.range, advice: ["`help filters` shows how it is written"])
        }
    }

    private func checkPathFilter(_ call: FilterCall) throws(Diagnostic) {
        guard call.arguments.count > 1 else { return }
        throw mistake(
            "filter-operands", "nothing follows a JSONPath used as a filter", at: call.arguments[1].range,
            advice: ["put | before another filter"])
    }

    private func checkPath(_ text: String, at range: Range<Int>) throws(Diagnostic) {
        do throws(JSONPathError) {
            _ = try JSONPath(text)
        } catch {
            throw Diagnostic(pathError: error, text: text, at: range, in: source)
        }
    }

    private func checkShape(_ word: Word) throws(Diagnostic) {
        guard let text = word.fixedText else { return }
        do throws(ShapeError) {
            _ = try Shape(text)
        } catch {
            throw Diagnostic(shapeError: error, text: text, of: word, in: source)
        }
    }

    private func checkJSON(_ item: ItemSyntax) throws(Diagnostic) {
        guard let text = item.value.fixedText else { return }
        do throws(JSONError) {
            _ = try JSON(parsing: text)
        } catch {
            throw Diagnostic(jsonError: error, item: item.name, text: text, at: item.value.range, in: source)
        }
    }
}

extension Diagnostic {
    /// A JSONPath that does not parse, with the caret under its spot.
    init(pathError error: JSONPathError, text: String, at range: Range<Int>, in source: ScriptSource) {
        let before = text.prefix(error.offset).utf8.count
        let length = text.dropFirst(error.offset).prefix(error.length).utf8.count
        let isVerbatim = source.text(in: range) == text
        let start = range.lowerBound + before
        self.init(
            .syntax, "jsonpath", "the JSONPath does not parse: \(error.message)", source: source,
            range: isVerbatim ? start..<(start + length) : range, found: isVerbatim ? nil : text.shortened,
            expected: error.expected,
            advice: error.suggestion.map { [$0] } ?? ["put the path in '…' to mean the text"])
    }

    /// A `:=` item whose value is no JSON, with the caret under its spot where the value stands there as it is.
    init(jsonError error: JSONError, item: String, text: String, at range: Range<Int>, in source: ScriptSource) {
        let written = source.text(in: range)
        let start = range.lowerBound + (written == "'\(text)'" ? 1 : 0) + error.offset
        let isVerbatim = [text, "'\(text)'"].contains(written) && start < range.upperBound
        self.init(
            .syntax, "json", "the value of \(item) is not JSON: \(isVerbatim ? error.message : "\(error)")",
            source: source, range: isVerbatim ? start..<(start + 1) : range,
            advice: [
                "put the JSON in '…', so that its quotes stay", "for a string write \(item)=value, without the colon",
            ])
    }
}
