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

    /// The value that a word stands for where any value may stand: a lone reference keeps its type, a JSONPath is looked
    /// up in the last body, a bare word may be JSON, everything else is a string.
    public func value(_ word: Word) async throws(Diagnostic) -> JSON {
        if let reference = word.soleReference { return try await required(reference) }
        if word.kind == .path { return try await required(word) }
        let text = try await text(word)
        guard word.bareText != nil, let json = try? JSON(parsing: text) else { return JSON(text) }
        return json
    }

    /// The answer to a query after its filters; nil is nothing.
    public func answer(_ query: Query) async throws(Diagnostic) -> JSON? {
        var value: JSON?
        switch query.subject {
        case .named(let name, let arguments):
            let arguments = try await texts(arguments)
            value = try await at(query.range) { () async throws(Diagnostic) in
                try await host.answer(to: name, arguments: arguments)
            }
        case .path(let word): value = try await found(word)
        case .value(let word):
            if let reference = word.soleReference {
                value = try await self.value(reference)
            } else {
                value = try await self.value(word)
            }
        }
        for call in query.filters { value = try await apply(call, to: value) }
        return value
    }

    /// The value of a reference, which must have one.
    private func required(_ reference: Reference) async throws(Diagnostic) -> JSON {
        if let value = try await value(reference) { return value }
        throw await missing(reference)
    }

    private func required(_ path: Word) async throws(Diagnostic) -> JSON {
        if let value = try await found(path) { return value }
        throw nothingFound(source.text(in: path.range), at: path.range)
    }

    private func value(_ reference: Reference) async throws(Diagnostic) -> JSON? {
        var value = try await subject(of: reference)
        for (index, call) in reference.filters.enumerated() {
            if value == nil, call.name != "default" { throw await missing(reference, before: index) }
            value = try await apply(call, to: value)
        }
        return value
    }

    private func subject(of reference: Reference) async throws(Diagnostic) -> JSON? {
        if reference.subject.kind == .path { return try await found(reference.subject) }
        let name = try await text(reference.subject)
        if reference.subject.isQuoted { return JSON(name) }
        let arguments = try await texts(reference.arguments)
        return try await at(reference.range) { () async throws(Diagnostic) in
            try await host.value(named: name, arguments: arguments)
        }
    }

    /// What a JSONPath finds in the last body: one value or nothing if it can only find one, else a list.
    private func found(_ word: Word) async throws(Diagnostic) -> JSON? {
        let path = try await path(word)
        let body = try await at(word.range) { () async throws(Diagnostic) in try await host.lastBody() }
        return path.answer(in: body)
    }

    private func path(_ word: Word) async throws(Diagnostic) -> JSONPath {
        let text = try await text(word)
        do throws(JSONPathError) {
            return try JSONPath(text)
        } catch {
            throw Diagnostic(pathError: error, text: text, at: word.range, in: source)
        }
    }

    private func apply(_ call: FilterCall, to value: JSON?) async throws(Diagnostic) -> JSON? {
        if call.name == "$" {
            guard let value, let word = call.arguments.first else { return nil }
            return try await path(word).answer(in: value)
        }
        guard let filter = vocabulary.filter(call.name) else { return value }
        let operands = try await values(call.arguments)
        do throws(FilterError) {
            return try filter(value, operands)
        } catch {
            throw Diagnostic(
                .execution, "filter-\(call.name)", "the filter \(call.name) cannot be applied: \(error.message)",
                source: source, range: call.range, found: value?.text().shortened ?? "nothing",
                advice: ["`help filters` shows what each works on"])
        }
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

    /// Asks the host, and gives its failure this place.
    private func at<Answer>(
        _ range: Range<Int>, _ ask: () async throws(Diagnostic) -> Answer
    ) async throws(Diagnostic) -> Answer {
        do throws(Diagnostic) {
            return try await ask()
        } catch {
            throw error.placed(in: source, at: range)
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
        switch verdict {
        case .unfit(let reason), .differs(let reason): advice.insert(reason, at: 0)
        case .holds, .fails: break
        }
        let expected = ([expectation.negated ? "not \(predicate.name)" : predicate.name] + operands.map { $0.text() })
        throw Diagnostic(
            .expectation, "expectation", "expected \(source.text(in: expectation.range))", source: source,
            range: expectation.range, found: subject.map { $0.text().shortened } ?? "nothing",
            expected: expected.joined(separator: " ").shortened, advice: advice)
    }
}

extension JSONPath {
    /// The one value of a singular path, or all that another one finds.
    fileprivate func answer(in document: JSON) -> JSON? {
        isSingular ? first(in: document) : JSON(values(in: document))
    }
}

extension String {
    /// Cut to what a message can bear.
    var shortened: String { count > 300 ? String(prefix(300)) + "…" : self }
}
