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

    static func page(_ report: RunReport) -> String { page { $0.page(PageContent(report)) } }

    static func page(_ page: InvestigationPage) -> String { self.page { $0.page(InvestigationContent(page)) } }

    private static func page(_ render: (PageTemplates) -> String) -> String {
        switch templates {
        case .success(let templates): render(templates)
        case .failure(let error): "<!doctype html><title>Keyway</title><p>a template of this page is broken: \(error)\n"
        }
    }
}
