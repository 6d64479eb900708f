public import Diagnostics
public import JSONKit
internal import ScriptValues

/// Turns words, queries and expectations into values.
public struct Evaluator: Sendable {
    let host: any ScriptHost
    let vocabulary: Vocabulary
    let source: ScriptSource
    /// The loop variables and parameters, which come before the host's values.
    public let locals: [String: JSON]
    /// The origins of the texts that this one is called or included from, the outermost first. A text gains nothing by
    /// calling what was defined elsewhere: what it does must be allowed to each of them.
    public let callers: [Origin]

    /// An evaluator for the words of one text.
    ///
    /// - Parameter locals: the loop variables and parameters, which come before the values of the host.
    public init(
        host: any ScriptHost, vocabulary: Vocabulary, source: ScriptSource, locals: [String: JSON] = [:],
        callers: [Origin] = []
    ) {
        self.host = host
        self.vocabulary = vocabulary
        self.source = source
        self.locals = locals
        self.callers = callers
    }

    /// One that sees what a call sees.
    public init(host: any ScriptHost, vocabulary: Vocabulary, call: Invocation) {
        self.init(
            host: host, vocabulary: vocabulary, source: call.source, locals: call.locals, callers: call.callers)
    }

    /// The same with one more local variable.
    func adding(_ name: String, _ value: JSON) -> Evaluator {
        var locals = locals
        locals[name] = value
        return Evaluator(host: host, vocabulary: vocabulary, source: source, locals: locals, callers: callers)
    }

    /// An evaluator for a text that this one calls or includes.
    ///
    /// - Parameter locals: what the text sees of loop variables and parameters.
    func entering(_ inner: ScriptSource, locals: [String: JSON]) -> Evaluator {
        let callers =
            source.origin == inner.origin || callers.contains(source.origin) ? callers : callers + [source.origin]
        return Evaluator(host: host, vocabulary: vocabulary, source: inner, locals: locals, callers: callers)
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

    /// The value that a word gives to a local variable: as ``value(_:)``, but a number that would be written otherwise,
    /// `1.10` or `007`, stays the text that it is.
    func localValue(_ word: Word) async throws(Diagnostic) -> JSON {
        let value = try await value(word)
        guard let text = word.bareText, value.string == nil, value.text() != text else { return value }
        return JSON(text)
    }

    /// The answer to a query after its filters; nil is nothing.
    public func answer(_ query: Query) async throws(Diagnostic) -> JSON? {
        var value: JSON?
        switch query.subject {
        case .named(let name, let arguments):
            let arguments = try await texts(arguments)
            value = try await orStandIn(([name] + arguments).joined(separator: " ")) { () async throws(Diagnostic) in
                try await at(query.range) { () async throws(Diagnostic) in
                    try await host.answer(to: name, arguments: arguments)
                }
            }
        case .path(let word): value = try await found(word)
        case .value(let word):
            if let reference = word.soleReference {
                value = try await self.value(reference)
            } else {
                value = try await self.value(word)
            }
        }
        for call in query.filters {
            value = try await apply(call, to: value, from: query.range.lowerBound)
        }
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
            value = try await apply(call, to: value, from: reference.subject.range.lowerBound)
        }
        return value
    }

    private func subject(of reference: Reference) async throws(Diagnostic) -> JSON? {
        if reference.subject.kind == .path { return try await found(reference.subject) }
        let name = try await text(reference.subject)
        if reference.subject.isQuoted { return JSON(name) }
        if let local = local(name) {
            if let value = local.value { return value }
            return await partOfUnknown(name, locals[name.ownerOfPart])
        }
        let arguments = try await texts(reference.arguments)
        let value = try await at(reference.range) { () async throws(Diagnostic) in
            try await host.value(named: name, arguments: arguments)
        }
        if let value { return value }
        guard name.contains("."), await host.givesStandIns else { return nil }
        return await partOfUnknown(name, try? await host.value(named: name.ownerOfPart, arguments: []))
    }

    /// The stand-in for a part of a value that is one itself.
    private func partOfUnknown(_ name: String, _ whole: JSON?) async -> JSON? {
        await isUnknown(whole) ? StandIn.of(name) : JSON?.none
    }

    /// A value, or in a dry run a stand-in where there is none before an answer comes.
    private func orStandIn(
        _ expression: String, _ ask: () async throws(Diagnostic) -> JSON?
    ) async throws(Diagnostic) -> JSON? {
        guard await host.givesStandIns else { return try await ask() }
        do throws(Diagnostic) {
            return try await ask() ?? StandIn.of(expression)
        } catch {
            guard error.kind == .execution else { throw error }
            return StandIn.of(expression)
        }
    }

    /// A local variable or a part of one, `row.name`; nil where no local is called so.
    private func local(_ name: String) -> (value: JSON?, Void)? {
        guard !locals.isEmpty else { return nil }
        if let value = locals[name] { return (value, ()) }
        guard let dot = name.firstIndex(of: "."), let value = locals[String(name[..<dot])] else { return nil }
        return (value.part(String(name[name.index(after: dot)...])), ())
    }

    /// What a JSONPath finds in the last body: one value or nothing if it can only find one, else a list.
    private func found(_ word: Word) async throws(Diagnostic) -> JSON? {
        let path = try await path(word)
        let body = try await orStandIn(source.text(in: word.range)) { () async throws(Diagnostic) in
            try await at(word.range) { () async throws(Diagnostic) in try await host.lastBody() }
        }
        guard let body else { return nil }
        return await isUnknown(body) ? body : path.answer(in: body)
    }

    private func path(_ word: Word) async throws(Diagnostic) -> JSONPath {
        let text = try await text(word)
        do throws(JSONPathError) {
            return try JSONPath(text)
        } catch {
            throw Diagnostic(pathError: error, text: text, at: word.range, in: source)
        }
    }

    /// - Parameter start: where the expression begins whose value is filtered.
    private func apply(
        _ call: FilterCall, to value: JSON?, from start: Int
    ) async throws(Diagnostic) -> JSON? {
        if call.name != "default", await isUnknown(value) {
            return StandIn.of(source.text(in: start..<max(start, call.range.upperBound)))
        }
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

    func values(_ words: [Word]) async throws(Diagnostic) -> [JSON] {
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
}

extension JSONPath {
    /// The one value of a singular path, or all that another one finds.
    fileprivate func answer(in document: JSON) -> JSON? {
        isSingular ? first(in: document) : JSON(values(in: document))
    }
}

extension JSON {
    /// A member of a member, or an element by its number: `address.lines.0`; a member's own name may have dots.
    public func part(_ path: String) -> JSON? {
        if let member = self[path] { return member }
        let parts = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first else { return nil }
        let next = self[first] ?? Int(first).flatMap { $0 >= 0 ? self[$0] : nil }
        return parts.count == 1 ? next : next?.part(parts[1])
    }
}

extension String {
    /// The name of the value of which this names a part: `row` of `row.name`.
    fileprivate var ownerOfPart: String { String(prefix { $0 != "." }) }
}
