internal import Encodings
internal import HTTPMessage

extension ReportFormat {
    /// One page that needs nothing else: no script, no font, no picture from elsewhere.
    static let html = ReportFormat("html", "a page to read: failures first, every exchange", fileName: "index.html") {
        HTMLReport.page($0)
    }
}

/// The page of a run.
enum HTMLReport {
    private static let templates = Result { try PageTemplates() }

    static func page(_ report: RunReport) -> String {
        switch templates {
        case .success(let templates): templates.page(PageContent(report))
        case .failure(let error): "<!doctype html><title>Keyway</title><p>a template of this page is broken: \(error)\n"
        }
    }
}
