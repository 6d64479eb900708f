internal import Diagnostics
internal import JSONKit
internal import ScriptValues

extension Parser {
    /// A query to the end of the words.
    func query(_ words: ArraySlice<Word>) throws(Diagnostic) -> Query {
        var rest = words
        let query = try query(readingFrom: &rest)
        guard let surplus = rest.first else { return query }
        throw mistake(
            "surplus-word", "the query ends before \(source.text(in: surplus.range))", at: surplus.range,
            advice: ["put | before a filter; `help filters` lists them"])
    }

    /// A query, whether it is negated, a predicate and its operands.
    func expectation(_ words: ArraySlice<Word>) throws(Diagnostic) -> Expectation {
        var rest = words
        let query = try query(readingFrom: &rest)
        let negated = rest.first?.bareText == "not"
        if negated { rest.removeFirst() }
        guard let word = rest.popFirst() else {
            throw mistake(
                "predicate-missing", "what is expected of it is missing", at: query.range,
                expected: "a predicate such as == or exists", advice: ["`help predicates` lists them"])
        }
        guard let predicate = word.bareText.flatMap(vocabulary.predicate) else {
            throw unknown(
                "predicate", word, among: vocabulary.predicates.map(\.name), help: "`help predicates` lists them")
        }
        guard predicate.operands.contains(rest.count) else { throw wrongCount(predicate, rest, word) }
        let range = query.range.lowerBound..<(rest.last ?? word).range.upperBound
        return Expectation(
            query: query, negated: negated, predicate: predicate.name, arguments: Array(rest), range: range)
    }

    /// A query, `$` if there is none, and a shape.
    func comparison(_ words: ArraySlice<Word>) throws(Diagnostic) -> ShapeComparison {
        guard let first = words.first, let shape = words.last, shape.kind == .plain else {
            let range = words.last?.range ?? source.text.utf8.count..<source.text.utf8.count
            throw mistake(
                "shape-missing", "the shape is missing", at: range, expected: "JSON with placeholders",
                advice: ["write match '{\"id\": #uuid, ...}'", "`help shapes` explains it"])
        }
        let root = Word(kind: .path, pieces: [.text("$", quoted: false)], range: shape.range)
        let query =
            words.count > 1
            ? try query(words.dropLast()) : Query(subject: .path(root), filters: [], range: shape.range)
        return ShapeComparison(query: query, shape: shape, range: first.range.lowerBound..<shape.range.upperBound)
    }

    private func query(readingFrom rest: inout ArraySlice<Word>) throws(Diagnostic) -> Query {
        guard let first = rest.popFirst() else {
            throw queryMissing(at: source.text.utf8.count..<source.text.utf8.count)
        }
        let subject = try subject(first, &rest)
        var filters: [FilterCall] = []
        while rest.first?.kind == .pipe {
            let pipe = rest.removeFirst()
            filters.append(try filter(&rest, after: pipe))
        }
        let end = filters.last?.range.upperBound ?? subject.end
        return Query(subject: subject.subject, filters: filters, range: first.range.lowerBound..<end)
    }

    private func queryMissing(at range: Range<Int>) -> Diagnostic {
        mistake(
            "query-missing", "a query is missing", at: range, expected: "status, header NAME, $…",
            advice: ["`help queries` lists them"])
    }

    private func subject(
        _ word: Word, _ rest: inout ArraySlice<Word>
    ) throws(Diagnostic) -> (subject: Query.Subject, end: Int) {
        if word.kind == .pipe { throw queryMissing(at: word.range) }
        if word.kind == .path { return (.path(word), word.range.upperBound) }
        guard let name = word.bareText else { return (.value(word), word.range.upperBound) }
        guard let shape = vocabulary.query(name) else {
            if name == "not" {
                throw mistake(
                    "not-misplaced", "not stands before the predicate, not before the query", at: word.range,
                    advice: ["write expect $.error not exists"])
            }
            throw unknown(
                "query", word, among: vocabulary.queries.map(\.name),
                help: "`help queries` lists them; a variable is written {{name}}, a member of the last body $.name")
        }
        let arguments = rest.prefix(shape.operands.count)
        guard arguments.count == shape.operands.count, !arguments.contains(where: { $0.kind == .pipe }) else {
            throw mistake(
                "operand-missing", "\(name) needs \(shape.operands.joined(separator: " "))", at: word.range,
                expected: "\(name) \(shape.operands.joined(separator: " "))", advice: ["`help queries` explains each"])
        }
        rest = rest.dropFirst(arguments.count)
        return (.named(name, arguments: Array(arguments)), (arguments.last ?? word).range.upperBound)
    }

    /// A filter takes as many words as it has operands, so that a predicate may follow it.
    private func filter(_ rest: inout ArraySlice<Word>, after pipe: Word) throws(Diagnostic) -> FilterCall {
        guard let first = rest.popFirst(), first.kind != .pipe else {
            throw mistake(
                "filter-missing", "a filter's name is missing after |", at: pipe.range,
                advice: ["`help filters` lists them"])
        }
        if first.kind == .path { return FilterCall(name: "$", arguments: [first], range: first.range) }
        guard let filter = first.bareText.flatMap(vocabulary.filter) else {
            throw unknown("filter", first, among: vocabulary.filters.map(\.name), help: "`help filters` lists them")
        }
        let arguments = arguments(of: filter, rest)
        rest = rest.dropFirst(arguments.count)
        let range = first.range.lowerBound..<(arguments.last ?? first).range.upperBound
        let call = FilterCall(name: filter.name, arguments: arguments, range: range)
        try check(call)
        return call
    }

    /// The words up to the next `|`; a predicate's name is no operand where one may be left out.
    private func arguments(of filter: Filter, _ rest: ArraySlice<Word>) -> [Word] {
        var arguments: [Word] = []
        for word in rest.prefix(filter.operands.count) {
            let mayEnd = arguments.count >= filter.requiredOperands
            if word.kind == .pipe || (mayEnd && isPredicate(word)) { break }
            arguments.append(word)
        }
        return arguments
    }

    private func isPredicate(_ word: Word) -> Bool {
        word.bareText == "not" || word.bareText.flatMap(vocabulary.predicate) != nil
    }

    private func wrongCount(_ predicate: Predicate, _ given: ArraySlice<Word>, _ word: Word) -> Diagnostic {
        let range =
            given.isEmpty ? word.range : (given.first ?? word).range.lowerBound..<(given.last ?? word).range.upperBound
        let isLone = predicate.operands.upperBound == 0
        return mistake(
            "predicate-operands",
            isLone ? "\(predicate.name) takes nothing after it" : "\(predicate.name) is written \(predicate.usage)",
            at: range,
            advice: given.count > predicate.operands.upperBound && predicate.operands.upperBound == 1
                ? ["put a text with blanks in quotes"] : ["`help predicates` shows how it is written"])
    }
}
