public import JSONKit

/// Turns words, queries and expectations into values.
public struct Evaluator: Sendable {
    let host: any ScriptHost
    let vocabulary: Vocabulary
    let source: ScriptSource

    public init(host: any ScriptHost, vocabulary: Vocabulary, source: ScriptSource) {
        self.host = host
        self.vocabulary = vocabulary
        self.source = source
    }

    /// The text that a word stands for.
    public func text(_ word: Word) async throws(Diagnostic) -> String {
        var text = ""
        for piece in word.pieces {
            switch piece {
            case .text(let part, _): text += part
            case .reference(let reference): text += try await required(reference).plainText
            }
        }
        return text
    }

    /// The value that a word stands for where any value may stand: a lone reference keeps its type, a bare word may be
    /// JSON, everything else is a string.
    public func value(_ word: Word) async throws(Diagnostic) -> JSON {
        if let reference = word.soleReference { return try await required(reference) }
        let text = try await text(word)
        guard word.bareText != nil, let json = try? JSON(parsing: text) else { return JSON(text) }
        return json
    }

    /// The value of a reference, which must have one.
    private func required(_ reference: Reference) async throws(Diagnostic) -> JSON {
        if let value = try await value(reference) { return value }
        throw await missing(reference)
    }

    private func value(_ reference: Reference) async throws(Diagnostic) -> JSON? {
        var value: JSON?
        if reference.subject.kind == .path {
            value = try await matches(reference.subject).first
        } else {
            let name = try await text(reference.subject)
            value = try await placed(
                reference.range,
                { [host] arguments throws(Diagnostic) in
                    try await host.value(named: name, arguments: arguments)
                }, try await texts(reference.arguments))
        }
        return try await apply(reference.filters, to: value, missing: reference)
    }

    private func missing(_ reference: Reference) async -> Diagnostic {
        let name = reference.subject.fixedText ?? source.text(in: reference.subject.range)
        let nearest = nearestName(to: name, among: await host.valueNames())
        return Diagnostic(
            .execution, "no-value", "{{\(name)}} has no value", source: source, range: reference.range,
            advice: nearest.map { ["did you mean {{\($0)}}?"] }
                ?? [
                    "`vars` lists what has a value; `set \(name) = …` gives it one; {{\(name) | default \"…\"}} does without"
                ])
    }

    private func texts(_ words: [Word]) async throws(Diagnostic) -> [String] {
        var texts: [String] = []
        for word in words { texts.append(try await text(word)) }
        return texts
    }

    private func values(_ words: [Word]) async throws(Diagnostic) -> [JSON] {
        var values: [JSON] = []
        for word in words { values.append(try await value(word)) }
        return values
    }

    /// Runs a look-up of the host and gives its failure this place.
    private func placed(
        _ range: Range<Int>, _ body: ([String]) async throws(Diagnostic) -> JSON?, _ arguments: [String]
    ) async throws(Diagnostic) -> JSON? {
        do throws(Diagnostic) {
            return try await body(arguments)
        } catch {
            throw error.placed(in: source, at: range)
        }
    }

    /// The answer to a query after its filters; nil is nothing.
    public func answer(_ query: Query) async throws(Diagnostic) -> JSON? {
        let value: JSON?
        switch query.subject {
        case .named(let name, let arguments):
            value = try await placed(
                query.range,
                { [host] arguments throws(Diagnostic) in
                    try await host.answer(to: name, arguments: arguments)
                }, try await texts(arguments))
        case .path(let word):
            let isSingular = word.fixedText.flatMap { try? JSONPath($0).isSingular } ?? true
            let matches = try await matches(word)
            value = isSingular ? matches.first : JSON(matches)
        case .value(let word): value = try await valueOrNothing(word)
        }
        return try await apply(query.filters, to: value, missing: nil)
    }

    private func valueOrNothing(_ word: Word) async throws(Diagnostic) -> JSON? {
        guard let reference = word.soleReference else { return try await value(word) }
        return try await value(reference)
    }

    /// What a JSONPath finds in the last body.
    private func matches(_ word: Word) async throws(Diagnostic) -> [JSON] {
        let body =
            try await placed(word.range, { [host] _ throws(Diagnostic) in try await host.lastBody() }, []) ?? .null
        return try await path(word).values(in: body)
    }

    private func path(_ word: Word) async throws(Diagnostic) -> JSONPath {
        let text = try await text(word)
        do throws(JSONPathError) {
            return try JSONPath(text)
        } catch {
            throw Diagnostic(pathError: error, text: text, at: word.range, in: source)
        }
    }

    private func apply(
        _ filters: [FilterCall], to value: JSON?, missing reference: Reference?
    ) async throws(Diagnostic) -> JSON? {
        var value = value
        for call in filters {
            if value == nil, call.name != "default", let reference { throw await missing(reference) }
            value = try await apply(call, to: value)
        }
        return value
    }

    private func apply(_ call: FilterCall, to value: JSON?) async throws(Diagnostic) -> JSON? {
        if call.name == "$" {
            guard let value, let word = call.arguments.first else { return nil }
            return try await path(word).values(in: value).first
        }
        guard let filter = vocabulary.filter(call.name) else { return value }
        let operands = try await values(call.arguments)
        do throws(FilterError) {
            return try filter(value, operands)
        } catch {
            throw Diagnostic(
                .execution, "filter-\(call.name)", "the filter \(call.name) cannot be applied: \(error.message)",
                source: source, range: call.range, found: value.map { $0.text().shortened })
        }
    }

    /// Checks an expectation; throws how it failed.
    public func check(_ expectation: Expectation) async throws(Diagnostic) {
        guard let predicate = vocabulary.predicate(expectation.predicate) else { return }
        let subject = try await answer(expectation.query)
        let operands = try await values(expectation.arguments)
        let verdict = predicate.verdict(of: subject, operands, negated: expectation.negated)
        guard verdict != .holds else { return }
        var advice = ["`show` shows the whole answer; `log` the exchanges before it"]
        if case .unfit(let reason) = verdict { advice.insert(reason, at: 0) }
        let expected = ([expectation.negated ? "not \(predicate.name)" : predicate.name] + operands.map { $0.text() })
        throw Diagnostic(
            .expectation, "expectation", "expected \(source.text(in: expectation.range))", source: source,
            range: expectation.range, found: subject.map { $0.text().shortened } ?? "nothing",
            expected: expected.joined(separator: " ").shortened, advice: advice)
    }
}

extension String {
    /// Cut to what a message can bear.
    var shortened: String { count > 300 ? String(prefix(300)) + "…" : self }
}
