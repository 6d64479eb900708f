/// A way to write a report down. To add one, write its file and name it in ``all``.
public struct ReportFormat: Sendable {
    public let name: String
    public let summary: String
    /// What the file is called where a folder was asked for; nil where the path is the file's own.
    public let fileName: String?
    public let text: @Sendable (RunReport) -> String

    public static let all: [ReportFormat] = [.junit, .tap, .json, .html]

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
