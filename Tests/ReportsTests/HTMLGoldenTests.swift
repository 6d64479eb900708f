import Foundation
import Testing

@testable import Reports

/// Whole pages, as they were looked at in a browser.
///
/// `KEYWAY_RECORD=1` writes the pages anew; such a run fails all the same, so that nobody leaves it on.
@Suite struct HTMLGoldenTests {
    @Test(arguments: ["several", "single", "bodies", "empty"])
    func thePageIsTheOneThatWasLookedAt(_ name: String) throws {
        let page = ReportFormat.html.text(try #require(Samples.pages[name]))
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/\(name).html")
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try page.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded; look at what changed")
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(page == expected, "\(HTMLGoldenTests.firstDifference(page, expected))")
    }

    /// The first line that differs: a whole page is too long to read.
    private static func firstDifference(_ found: String, _ expected: String) -> String {
        let lines = found.split(separator: "\n", omittingEmptySubsequences: false)
        let others = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let pair = zip(lines, others).first { $0 != $1 }
        return pair.map { "found \($0)\nexpected \($1)" } ?? "\(lines.count) lines instead of \(others.count)"
    }
}
