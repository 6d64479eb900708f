import Foundation
import JSONKit
import Testing

@testable import Reports

@Suite struct ReportTests {
    @Test func countsWhatHappened() {
        #expect(Samples.run.count(.passed) == 1)
        #expect(Samples.run.count(.failed) == 1)
        #expect(Samples.run.count(.skipped) == 1)
        #expect(Samples.run.worstFirst.first?.name == "bad <&>.keyway")
        #expect(Samples.failed.failures.map(\.code) == ["expectation", "connect"])
        #expect(Samples.failed.refusalCount == 1)
        #expect(Samples.passed.expectationCount == 1)
        #expect(Samples.failed.steps.map(\.outcome) == [.passed, .failed, .error])
    }

    @Test func junitHasACaseForEachStep() {
        let text = ReportFormat.junit.text(Samples.run)
        #expect(text.contains(#"tests="4" failures="1" errors="1" skipped="1""#))
        #expect(text.contains(#"<testsuite name="bad &lt;&amp;&gt;.keyway" tests="2""#))
        #expect(text.contains(#"name="Ask for &quot;everything&quot;""#))
        #expect(text.contains("expected: == 200"))
        #expect(text.contains("$.a: found &lt;1&gt;, expected #string"))
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }

    /// Each format tells the cause with its proof and its fix, at the step that failed.
    @Test func everyReportTellsTheCause() throws {
        let junit = ReportFormat.junit.text(Samples.run)
        #expect(junit.contains("why: scope-insufficient (proved): The resource demands &lt;b&gt;"))
        #expect(junit.contains("  #3: demands &lt;b&gt;\n"))
        #expect(junit.contains("  if: the resource follows RFC 6750\n  held: a token with &lt;b&gt; is taken\n"))
        #expect(junit.contains("  fix: Ask for `b` too.\n  &gt; authorize scope="))
        let tap = ReportFormat.tap.text(Samples.run)
        #expect(tap.contains("  why:\n    cause: \"scope-insufficient\"\n    confidence: \"proved\"\n"))
        #expect(tap.contains("      - \"says: \u{201C}no \\\"scope\\\" # here\u{201D}\"\n"))
        let json = try JSON(parsing: ReportFormat.json.text(Samples.run))
        let steps = json["recipes"]?[1]?["steps"]
        let why = steps?[1]?["commands"]?[1]?["failure"]?["why"]
        #expect(why?["cause"]?.string == "scope-insufficient")
        #expect(why?["assumptions"]?[0]?.string == "the resource follows RFC 6750")
        #expect(why?["fix"]?["commands"]?[1]?.string == "exchange")
        #expect(why?["ruled_out"]?[0]?["cause"]?.string == "wrong-audience")
        #expect(steps?[2]?["commands"]?[0]?["failure"]?["why"] == nil)
        let page = ReportFormat.html.text(Samples.run)
        #expect(page.contains(#"<span class="sure proved">proved</span><code>scope-insufficient</code>"#))
        #expect(page.contains("<code>b</code>"))
    }

    @Test func tapCountsItsPoints() {
        let lines = ReportFormat.tap.text(Samples.run).split(separator: "\n")
        #expect(lines.prefix(3) == ["TAP version 13", "1..4", "ok 1 - good.keyway: Ask for \"everything\""])
        #expect(lines.contains { $0.hasPrefix("not ok 2 - bad <&>.keyway: A scope \\# is refused") })
        #expect(lines.contains(#"  found: "403""#))
        #expect(lines.last == "ok 4 - skipped.keyway # SKIP")
    }

    @Test func jsonHoldsTheExchanges() throws {
        let json = try JSON(parsing: ReportFormat.json.text(Samples.run))
        #expect(json["recipes"]?[0]?["steps"]?[0]?["commands"]?[1]?["exchanges"]?[0]?["status"]?.integer == 200)
        #expect(json["failed"]?.integer == 1)
        #expect(json["started"]?.string == "2026-11-24T00:04:05.678Z")
    }

    @Test func theHTMLPageEscapesEverything() {
        let page = ReportFormat.html.text(Samples.run)
        #expect(!page.contains("<script"))
        #expect(!page.contains("<b>\""))
        #expect(page.contains("&lt;script&gt;alert(1)"))
        #expect(page.contains("bad &lt;&amp;&gt;.keyway"))
        #expect(!page.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
        #expect(page.contains("Content-Security-Policy"))
        #expect(page.contains("<svg class=\"sequence\""))
    }

    /// What people must act on stands before everything else.
    @Test func failuresComeFirst() throws {
        let page = ReportFormat.html.text(Samples.run)
        let failed = try #require(page.range(of: "What failed")?.lowerBound)
        let recipes = try #require(page.range(of: "<h2>Recipes</h2>")?.lowerBound)
        let bad = try #require(page.range(of: "id=\"r0\"")?.lowerBound)
        let good = try #require(page.range(of: "id=\"r1\"")?.lowerBound)
        #expect(failed < recipes && recipes < bad && bad < good)
    }

    @Test func durationsReadWell() {
        #expect(Moment.words(microseconds: 5449) == "5.4 ms")
        #expect(Moment.words(microseconds: 123_456) == "123 ms")
        #expect(Moment.words(microseconds: 1_250_000) == "1.25 s")
    }
}
