/// One way to go on.
public struct CompletionCandidate: Sendable, Equatable {
    /// What replaces the range.
    public let text: String
    /// A few words for the list.
    public let summary: String?
    /// Whether the word ends with it.
    public let isWhole: Bool

    public init(_ text: String, summary: String? = nil, isWhole: Bool = true) {
        self.text = text
        self.summary = summary
        self.isWhole = isWhole
    }
}

/// How a line can be completed.
public struct CompletionAnswer: Sendable, Equatable {
    /// The part of the line that a candidate replaces, in characters counted from 0.
    public let range: Range<Int>
    public let candidates: [CompletionCandidate]
    /// Whether a blank follows a candidate that was the only one.
    public let appendsBlank: Bool

    public init(range: Range<Int>, candidates: [CompletionCandidate], appendsBlank: Bool = true) {
        self.range = range
        self.candidates = candidates
        self.appendsBlank = appendsBlank
    }

    public static let none = CompletionAnswer(range: 0..<0, candidates: [])

    /// Answers for a line and the cursor in it, in characters counted from 0.
    public typealias Provider = @Sendable (_ line: String, _ cursor: Int) -> CompletionAnswer
}

/// What a Tab does.
enum CompletionStep: Equatable {
    case nothing
    case replace(Range<Int>, with: String)
    case list([CompletionCandidate])

    init(_ answer: CompletionAnswer, line: String) {
        let characters = Array(line)
        // A candidate may be a name that a server sent: what a terminal would act on is not offered.
        let candidates = answer.candidates.filter { $0.text.unicodeScalars.allSatisfy { !$0.isDangerousOnTerminal } }
        let range = answer.range.clamped(to: 0..<characters.count)
        let typed = String(characters[range])
        guard let first = candidates.first else {
            self = .nothing
            return
        }
        if candidates.count == 1 {
            self = .replace(range, with: first.text + (answer.appendsBlank && first.isWhole ? " " : ""))
            return
        }
        let common = candidates.dropFirst().reduce(Substring(first.text)) { Substring($0.commonPrefix(with: $1.text)) }
        self = common.count > typed.count ? .replace(range, with: String(common)) : .list(candidates)
    }
}

extension StringProtocol {
    fileprivate func commonPrefix(with other: some StringProtocol) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
