public import JSONKit
package import Redaction

/// What a command returns: a value, and how it is best laid out for people.
public enum Answer: Sendable {
    case nothing
    /// A sentence, and the value behind it.
    case note(String, JSON)
    /// Labels and values under a title.
    case record(title: String?, [Field])
    case table(AnswerTable)
    case exchange(ExchangeAnswer)
    case value(JSON)
    /// Text that is laid out already, such as help.
    case text(String)
    /// A text for another device to read: a QR code where a person looks, nothing for a program.
    case code(String)
    case list([Answer])
    /// Lines of different weight, and the value behind them.
    case report(ReportAnswer)
    /// What people should know beside an answer; its value is the answer's alone.
    indirect case remarked(Answer, String)

    /// One line of a record: a name and its value.
    public struct Field: Sendable {
        /// As the value is called in JSON: `client_id`.
        public let name: String
        /// The value, as JSON gives it.
        public let value: JSON
        /// What people read instead of the value; nil shows the value itself.
        public let shown: String?

        /// A field; without `shown` people read the value itself.
        package init(_ name: String, _ value: JSON, shown: String? = nil) {
            self.name = name
            self.value = value
            self.shown = shown
        }

        /// A field that is there only if it has a value.
        package static func present(_ name: String, _ value: String?) -> [Field] {
            value.map { [Field(name, JSON($0))] } ?? []
        }
    }

    /// An expectation that holds.
    package static func expectationHeld(_ text: String) -> Answer { .note("ok: \(text)", ["held": JSON(text)]) }

    /// The value, as `--output json` prints it; nil where there is none.
    public var json: JSON? {
        switch self {
        case .nothing: nil
        case .note(_, let value): value
        case .record(_, let fields): JSON(members: fields.map { ($0.name, $0.value) })
        case .table(let table): table.json
        case .exchange(let exchange): exchange.json
        case .value(let value): value
        case .text(let text): JSON(text)
        case .code: nil
        case .list(let answers): JSON(answers.compactMap(\.json))
        case .report(let report): report.json
        case .remarked(let answer, _): answer.json
        }
    }

    /// The answer with every secret in it hidden.
    package func masked(by masker: Masker) -> Answer {
        switch self {
        case .nothing: self
        case .note(let text, let value): .note(masker.maskOwn(text), masker.maskOwn(value))
        case .record(let title, let fields):
            .record(
                title: title.map(masker.maskOwn),
                fields.map {
                    Field(
                        $0.name, masker.mask($0.value, under: $0.name, isOwn: true), shown: $0.shown.map(masker.maskOwn)
                    )
                })
        case .table(let table): .table(table.masked(by: masker))
        case .exchange(let exchange): .exchange(exchange.masked(by: masker))
        case .value(let value): .value(masker.mask(value))
        case .text(let text): .text(masker.maskOwn(text))
        case .code: self
        case .list(let answers): .list(answers.map { $0.masked(by: masker) })
        case .report(let report): .report(report.masked(by: masker))
        case .remarked(let answer, let remark): .remarked(answer.masked(by: masker), masker.maskOwn(remark))
        }
    }
}

/// Rows of cells under headings; each row is an object in JSON.
public struct AnswerTable: Sendable {
    /// The headings, which are the names of the members in JSON.
    public let columns: [String]
    /// The rows, each with one cell for each column.
    public let rows: [[Cell]]
    /// What is said where there are no rows.
    public let emptyText: String
    /// The columns that are left out first where there is too little room.
    public var minor: Set<String> = []
    /// The columns whose ends matter more than their beginnings.
    public var ends: Set<String> = []

    /// One value of a row.
    public struct Cell: Sendable {
        /// The value, as JSON gives it.
        public let value: JSON
        /// What people read instead of the value.
        public let shown: String

        /// A cell; without `shown` people read the value itself, and nothing for null.
        package init(_ value: JSON, shown: String? = nil) {
            self.value = value
            self.shown = shown ?? (value.isNull ? "" : value.plainCell)
        }

        /// What is not to be seen in a locked session.
        package static var sealed: Cell { Cell(.null, shown: "sealed") }
    }

    /// A table; every row has as many cells as there are columns.
    package init(
        _ columns: [String], rows: [[Cell]], emptyText: String, minor: Set<String> = [], ends: Set<String> = []
    ) {
        self.columns = columns
        self.rows = rows
        self.emptyText = emptyText
        self.minor = minor
        self.ends = ends
    }

    var json: JSON {
        JSON(rows.map { row in JSON(members: zip(columns, row).map { ($0.replacing(" ", with: "_"), $1.value) }) })
    }

    func masked(by masker: Masker) -> AnswerTable {
        AnswerTable(
            columns,
            rows: rows.map { row in
                zip(columns, row).map {
                    Cell(masker.mask($1.value, under: $0, isOwn: true), shown: masker.maskOwn($1.shown))
                }
            },
            emptyText: masker.maskOwn(emptyText), minor: minor, ends: ends)
    }
}

extension JSON {
    /// A list of strings with blanks between, other values as they read best in one cell.
    package var plainCell: String { texts.map { $0.joined(separator: " ") } ?? string ?? text() }
}
