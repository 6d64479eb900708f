public import JSONKit
internal import Redaction

/// An answer that is told in lines, each with its weight.
public struct ReportAnswer: Sendable {
    public let lines: [Line]
    /// The same in other words, where the lines have no room.
    public let narrow: [Line]?
    public let json: JSON

    package init(lines: [Line], narrow: [Line]? = nil, json: JSON) {
        self.lines = lines
        self.narrow = narrow
        self.json = json
    }

    public struct Line: Sendable {
        public let role: Role
        /// Before the text, in a column of its own: `proof`, `#7`.
        public let label: String
        public let text: String
        /// The cells of a row.
        public let cells: [String]

        package init(_ role: Role, _ text: String, label: String = "") {
            self.role = role
            self.label = label
            self.text = text
            cells = []
        }

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
