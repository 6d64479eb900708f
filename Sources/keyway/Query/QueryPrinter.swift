internal import Diagnostics
internal import JSONKit
internal import Terminal

/// Asks each document, and writes what is found.
struct QueryPrinter {
    let queries: [NamedQuery]
    let style: JSONStyle
    let output: TerminalOutput
    let showsPaths: Bool
    let showsFirstOnly: Bool
    let isRaw: Bool

    struct Answers {
        var hasMatched = false
        var lastDocument: JSON?
    }

    /// Documents in which nothing matches show nothing; if there is no other, an empty result stands for all of them.
    func printAnswers(to reader: inout DocumentReader) throws(Diagnostic) -> Answers {
        var answers = Answers()
        while output.failure == nil, let document = try reader.next() {
            answers.lastDocument = document
            let results = queries.map { values(of: $0.path, in: document) }
            guard results.contains(where: { !$0.isEmpty }) else { continue }
            answers.hasMatched = true
            print(results)
        }
        if !answers.hasMatched, !isRaw, !showsFirstOnly { write(combined(queries.map { _ in [] })) }
        return answers
    }

    private func values(of path: JSONPath, in document: JSON) -> [JSON] {
        switch (showsPaths, showsFirstOnly) {
        case (false, false): path.values(in: document)
        case (false, true): path.first(in: document).map { [$0] } ?? []
        case (true, false): path.matches(in: document).map { JSON($0.path) }
        case (true, true): path.firstMatch(in: document).map { [JSON($0.path)] } ?? []
        }
    }

    private func print(_ results: [[JSON]]) {
        if isRaw {
            for value in results.joined() { writeRaw(value) }
        } else if showsFirstOnly, !isNamed {
            for value in results.joined() { write(value) }
        } else {
            write(combined(results))
        }
    }

    private var isNamed: Bool { queries.count > 1 || queries.first?.name != nil }

    private func combined(_ results: [[JSON]]) -> JSON {
        guard isNamed else { return JSON(results.first ?? []) }
        return JSON(
            present: zip(queries, results).map { query, values in
                (query.label, showsFirstOnly ? values.first : JSON(values))
            })
    }

    private func write(_ value: JSON) {
        value.write(style) { output.write(bytes: $0) }
        output.write("\n")
    }

    /// Strings as they are, but nothing that a terminal would act on.
    private func writeRaw(_ value: JSON) {
        let text = value.string ?? value.text(.compact)
        output.writeLine(output.capabilities.isTerminal ? text.sanitizedForTerminal() : text)
    }
}
