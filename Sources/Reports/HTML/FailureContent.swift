/// A failure with its four parts.
struct FailureContent {
    let message: String
    let source: Source?
    let hasFacts: Bool
    let facts: [Fact]
    let hasDifferences: Bool
    let differences: [DifferenceReport]
    let hasAdvice: Bool
    let advice: [Advice]
    let cause: CauseContent?

    /// The line with what is meant marked in it.
    struct Source {
        let place: String?
        let before: String
        let marked: String
        let after: String
    }

    struct Fact {
        let name: String
        let text: String
    }

    /// A sentence in which what stands between back quotes is code.
    struct Advice {
        let pieces: [Piece]

        struct Piece {
            let isCode: Bool
            let text: String
        }

        init(_ text: String) {
            pieces = text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map {
                Piece(isCode: $0 % 2 == 1, text: String($1))
            }
        }
    }

    init(_ failure: FailureReport) {
        message = failure.message
        source = FailureContent.source(of: failure)
        facts = [("expected", failure.expected), ("found", failure.found)].compactMap { name, value in
            value.map { Fact(name: name, text: $0) }
        }
        hasFacts = !facts.isEmpty
        differences = failure.differences
        hasDifferences = !differences.isEmpty
        advice = failure.advice.map(Advice.init)
        hasAdvice = !advice.isEmpty
        cause = failure.cause.map(CauseContent.init)
    }

    private static func source(of failure: FailureReport) -> Source? {
        guard let line = failure.sourceLine else { return nil }
        let characters = Array(line)
        let start = min(max(0, failure.column - 1), characters.count)
        let end = min(characters.count, start + max(0, failure.length))
        return Source(
            place: failure.place, before: String(characters[..<start]), marked: String(characters[start..<end]),
            after: String(characters[end...]))
    }
}
