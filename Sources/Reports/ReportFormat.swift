/// A way to write a report down. To add one, write its file and name it in ``all``.
public struct ReportFormat: Sendable {
    /// The word by which a run asks for the format: `junit`.
    public let name: String
    /// What the format is good for, in a few words without a full stop.
    public let summary: String
    /// What the file is called where a folder was asked for; nil where the path is the file's own.
    public let fileName: String?
    /// Writes a report in the format.
    public let text: @Sendable (RunReport) -> String

    /// Every format, in the order of the help.
    public static let all: [ReportFormat] = [.junit, .tap, .json, .html]

    /// The format with a name; nil where there is none.
    public static func named(_ name: String) -> ReportFormat? { all.first { $0.name == name } }

    init(
        _ name: String, _ summary: String, fileName: String? = nil, text: @escaping @Sendable (RunReport) -> String
    ) {
        self.name = name
        self.summary = summary
        self.fileName = fileName
        self.text = text
    }
}
