internal import Script
internal import ScriptValues
internal import Workbench

/// Which candidates fit what is typed, and how they are written there.
extension Workbench {
    /// Candidates for the whole word at the cursor.
    func offer(_ candidates: [Completion], for typed: UnfinishedLine) -> LineCompletion {
        let range = typed.last.start..<typed.count
        return matching(candidates, typed.last.text, range, quote: typed.last.openQuote)
    }

    func offer(_ candidates: (found: [Completion], kind: CompletionTopic?, command: String), for typed: UnfinishedLine)
        async
        -> LineCompletion
    {
        guard let kind = candidates.kind else { return offer(candidates.found, for: typed) }
        return await names(kind, typed, candidates.command)
    }

    /// The names of a kind, for the whole word.
    func names(_ kind: CompletionTopic?, _ typed: UnfinishedLine, _ command: String) async -> LineCompletion {
        guard let kind, let source = table.source(of: kind) else { return .none }
        return offer(await source.find(CompletionRequest(typed: typed.last.text, command: command), self), for: typed)
    }

    /// The names of a kind, for what stands behind `name=` or `@`; of scopes the last one of a list.
    func value(
        _ kind: CompletionTopic?, _ typed: UnfinishedLine, _ head: String, _ command: String, operand: String? = nil
    ) async -> LineCompletion {
        guard let kind, let source = table.source(of: kind) else { return .none }
        let text = String(typed.last.text.dropFirst(head.count))
        let found = await source.find(CompletionRequest(typed: text, command: command, operand: operand), self)
        let isQuoted = typed.last.openQuote != nil
        guard kind == .scope else {
            let start = typed.last.start + head.count
            return matching(found, text, start..<typed.count, quote: typed.last.openQuote)
        }
        let given = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let last = given.last ?? ""
        let open = found.filter { !given.dropLast().contains($0.text) }
            .map { Completion($0.text, $0.summary, isWhole: !isQuoted) }
        return matching(open, last, (typed.count - last.count)..<typed.count)
    }

    /// Those that begin with what is typed, whatever the case; in quotes where they need them.
    func matching(
        _ candidates: [Completion], _ typed: String, _ range: Range<Int>, quote: Character? = nil
    ) -> LineCompletion {
        let typed = typed.lowercased()
        let fitting = candidates.filter { $0.text.lowercased().hasPrefix(typed) }.map { candidate in
            var written = candidate
            written.text = Workbench.written(candidate, quote)
            return written
        }
        return LineCompletion(range: range, candidates: fitting)
    }

    private static func written(_ candidate: Completion, _ quote: Character?) -> String {
        let text = candidate.text
        let isReference = text.contains("{{")
        if quote == nil, !isReference,
            !text.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "'" || $0 == "#" }),
            text.count == 1 || !text.contains("|")
        {
            return text
        }
        let isLiteral = text.contains("\"") || text.contains("\\") || isReference
        let mark = quote ?? (isLiteral && !text.contains("'") ? "'" : "\"")
        let inside = mark == "\"" ? text.escapedForQuotes : text
        return candidate.isWhole ? "\(mark)\(inside)\(mark)" : "\(mark)\(inside)"
    }

    /// What a query, an expectation behind it, or a filter can go on with.
    func query(
        _ words: [String], _ typed: String, _ command: String, _ isExpectation: Bool
    ) -> (found: [Completion], kind: CompletionTopic?, command: String) {
        let pipe = words.lastIndex(of: "|")
        if pipe == words.count - 1, pipe != nil {
            return (vocabulary.filters.map { Completion($0.name, $0.summary) }, nil, command)
        }
        guard let first = words.first else {
            let queries = vocabulary.queries.map { shape in
                Completion(shape.name, shape.summary)
            }
            return (queries + [Completion("$", "a JSONPath on the last answer", isWhole: false)], nil, command)
        }
        if let shape = vocabulary.query(first), words.count - 1 < shape.operands.count {
            return ([], shape.completes, command)
        }
        let hasPredicate = words.contains { vocabulary.predicate($0) != nil }
        guard !hasPredicate else { return ([], nil, command) }
        let predicates = isExpectation ? vocabulary.predicates.map { Completion($0.name, $0.summary) } : []
        let negation = isExpectation && words.last != "not" ? [Completion("not", "the other way round")] : []
        return (predicates + negation + [Completion("|", "a filter")], nil, command)
    }
}

extension String {
    /// As it stands between double quotes, where it means itself.
    fileprivate var escapedForQuotes: String {
        replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("{{", with: "\\{\\{")
    }
}
