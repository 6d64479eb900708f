internal import Encodings
internal import HTTPMessage

extension PageFormat {
    /// One page that needs nothing else.
    static let html = PageFormat(["html", "htm"]) { HTMLReport.page($0) }
}

/// What stands on the page of one failure, as the template reads it.
struct InvestigationContent {
    let title: String
    let sentence: String
    let subject: String
    let writtenAt: String
    let style = PageTemplates.style
    let cause: CauseContent?
    let sections: [Section]
    let hasExchanges: Bool
    let exchanges: [ExchangeContent]
    let masks = InvestigationPage.masks
    let again: FailureContent.Advice?
    let version: String

    /// A list under a heading.
    struct Section {
        let heading: String
        let items: [String]
    }

    init(_ page: InvestigationPage) {
        title = page.title
        sentence = page.sentence
        subject = page.subject
        writtenAt = String(Timestamp.text(page.writtenAt).replacing("T", with: " ").prefix(19))
        cause = page.cause.map(CauseContent.init)
        let said = page.serverSays.map { "\u{201C}\($0)\u{201D}" }
        sections = [
            ("What the server said", said), ("What was tried", page.probes),
            ("What was ruled out", page.ruledOut.map { "\($0.cause): \($0.text)" }),
            ("What could not be compared", page.notCompared.map { [$0] } ?? []),
        ].compactMap { heading, items in items.isEmpty ? nil : Section(heading: heading, items: items) }
        let longest = page.exchanges.map(\.exchange.timing.total).max() ?? 0
        exchanges = page.exchanges.map { ExchangeContent($0, longest: longest) }
        hasExchanges = !exchanges.isEmpty
        again = page.again.map(FailureContent.Advice.init)
        version = page.version
    }
}
