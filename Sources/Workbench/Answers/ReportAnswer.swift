public import JSONKit

/// An answer that is told in lines, each with its weight.
public struct ReportAnswer: Sendable {
    public let lines: [Line]
    public let json: JSON

    public struct Line: Sendable {
        public let role: Role
        /// Before the text, in a column of its own: `proof`, `#7`.
        public let label: String
        public let text: String

        init(_ role: Role, _ text: String, label: String = "") {
            self.role = role
            self.label = label
            self.text = text
        }
    }

    public enum Role: Sendable {
        /// What it comes to.
        case good, bad, title
        /// What is read next.
        case fact
        /// Laid out already: not wrapped.
        case verbatim
        /// Marks under what differs.
        case mark
        /// A command that can be typed.
        case command
        case aside
    }

    func masked(by masker: Masker) -> ReportAnswer {
        ReportAnswer(
            lines: lines.map { Line($0.role, masker.mask($0.text), label: $0.label) }, json: masker.mask(json))
    }
}
