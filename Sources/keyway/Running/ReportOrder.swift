internal import ArgumentParser
internal import Diagnostics
internal import Reports
internal import Workbench

/// `--report junit=F`: a format, and where its report goes.
struct ReportOrder: ExpressibleByArgument, Sendable {
    let format: ReportFormat
    let path: String

    init?(argument: String) {
        let halves = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2, let format = ReportFormat.named(halves[0]) else { return nil }
        self.format = format
        path =
            format.fileName.map { "\(halves[1].hasSuffix("/") ? String(halves[1].dropLast()) : halves[1])/\($0)" }
            ?? halves[1]
    }

    static var defaultCompletionKind: CompletionKind { .file() }

    func write(_ report: RunReport, with files: SystemFiles) throws(Diagnostic) {
        try files.write(Array(format.text(report).utf8), to: path)
    }
}
