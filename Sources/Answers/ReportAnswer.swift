public import JSONKit
internal import Redaction

/// An answer that is told in lines, each with its weight.
public struct ReportAnswer: Sendable {
    /// The lines as people read them.
    public let lines: [Line]
    /// The same in other words, where the lines have no room.
    public let narrow: [Line]?
    /// The answer for programs.
    public let json: JSON

    /// An answer; without `narrow` the lines are shown in any width.
    package init(lines: [Line], narrow: [Line]? = nil, json: JSON) {
        self.lines = lines
        self.narrow = narrow
        self.json = json
    }

    /// A line, or a row of a table.
    public struct Line: Sendable {
        /// The weight of the line, by which it is styled.
        public let role: Role
        /// Before the text, in a column of its own: `proof`, `#7`.
        public let label: String
        /// The text of the line; of a row, its cells with spaces between them.
        public let text: String
        /// The cells of a row.
        public let cells: [String]

        /// A line of text; without a label it begins with the text.
        package init(_ role: Role, _ text: String, label: String = "") {
            self.role = role
            self.label = label
            self.text = text
            cells = []
        }

        /// A row of a table.
        package init(cells: [String], role: Role = .row) {
            self.role = role
            label = ""
            text = cells.joined(separator: "  ")
            self.cells = cells
        }

        fileprivate func masked(by masker: Masker) -> Line {
            cells.isEmpty
                ? Line(role, masker.maskOwn(text), label: label) : Line(cells: cells.map(masker.maskOwn), role: role)
        }
    }

    /// The weight of a line.
    public enum Role: Sendable {
        /// What it comes to.
        case good, bad, title
        /// What is read next.
        case fact
        /// Laid out already: not wrapped.
        case verbatim
        /// Of a table with those around it; the first has the headings.
        case row
        /// Marks under what differs.
        case mark
        /// A command that can be typed.
        case command
        case aside
    }

    func masked(by masker: Masker) -> ReportAnswer {
        ReportAnswer(
            lines: lines.map { $0.masked(by: masker) }, narrow: narrow?.map { $0.masked(by: masker) },
            json: masker.maskOwn(json))
    }
}
