import Foundation
import HTTPMessage
import Testing

@testable import Reports

/// The page that `why --report` writes, in each form.
@Suite struct InvestigationPageTests {
    private static let page: InvestigationPage = {
        var page = InvestigationPage(
            version: "0.1.0", writtenAt: 1_795_478_645_678, subject: "exchange 3", cause: Samples.cause)
        page.serverSays = ["no \"scope\" # here", "call <script>alert(1)</script> *now* @everyone ``` \u{202E}"]
        page.ruledOut = [CauseReport.Other(cause: "wrong-audience", text: "the audience fits")]
        page.probes = ["#4: scope=a: 302"]
        page.notCompared = "code: masked"
        page.exchanges = [Samples.token, Samples.refused, Samples.unanswered, fenced]
        page.recording = "failure.json"
        return page
    }()

    private static let fenced = ExchangeReport(
        number: 9, purpose: "resource",
        exchange: HTTPExchange(
            request: HTTPRequest("GET", "https://api.example/x"),
            outcome: .response(
                HTTPResponse(
                    status: 400, reason: "Bad Request", headers: [HTTPHeader("Content-Type", "text/plain")],
                    body: Array("````\n# not a heading\n<b>\n\(String(repeating: "x", count: 9000))".utf8))),
            startedAt: 3))

    private static let pages = [
        ("page.md", page), ("page.html", page),
        ("undecided.md", InvestigationPage(version: "0.1.0", writtenAt: 0, subject: "authorization 2")),
        ("undecided.html", InvestigationPage(version: "0.1.0", writtenAt: 0, subject: "authorization 2")),
    ]

    @Test(arguments: pages) func thePageIsTheOneThatWasLookedAt(_ name: String, _ page: InvestigationPage) throws {
        let text = try #require(PageFormat.of(file: name)).text(page)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/why-\(name)")
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded; look at what changed")
        }
        #expect(text == (try? String(contentsOf: file, encoding: .utf8)))
    }

    @Test func theSuffixDecides() {
        for name in ["a.md", "b/c.MD", "x.y.markdown", "page.html", "page.HTM"] {
            #expect(PageFormat.of(file: name) != nil, "\(name)")
        }
        for name in ["a", "a.txt", ".md", "html", "a.md/b", "a.", ""] {
            #expect(PageFormat.of(file: name) == nil, "\(name)")
        }
    }

    /// What a server sends stays text: it opens no markup, no fence and no mention.
    @Test func textsOfServersStayTexts() throws {
        let markdown = try #require(PageFormat.of(file: "a.md")).text(InvestigationPageTests.page)
        #expect(!markdown.contains("<script>"))
        #expect(!markdown.contains("@everyone"))
        #expect(markdown.contains("`````text"))
        #expect(!markdown.unicodeScalars.contains { $0.value == 0x202E || ($0.value < 0x20 && $0 != "\n") })
        let html = try #require(PageFormat.of(file: "a.html")).text(InvestigationPageTests.page)
        #expect(!html.contains("<script"))
        #expect(html.contains("Content-Security-Policy"))
    }
}
