import BenchSupport
import Foundation
import JSONKit
import Sandbox
import Testing

@testable import Investigation
@testable import Workbench

/// The fix that `why` gives for each trouble: its text and its command lines, as the golden file has them.
///
/// `KEYWAY_RECORD=1` writes the file anew; such a run fails all the same, so that nobody leaves it on.
@Suite struct FixTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixes.expected")

    @Test func everyTroubleHasItsFix() async throws {
        var pieces: [String] = []
        for trouble in Trouble.all { pieces.append(try await FixTests.fix(of: trouble)) }
        let found = pieces.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try found.write(to: FixTests.file, atomically: true, encoding: .utf8)
            Issue.record("recorded; look at what changed")
        }
        #expect(found == (try? String(contentsOf: FixTests.file, encoding: .utf8)))
    }

    private static func fix(of trouble: Trouble) async throws -> String {
        let other = try await trouble.tlsServer()
        let bench = try await LiveBench(variables: other?.variables ?? [:])
        _ = await bench.run(trouble.text)
        let fix = await bench.value(of: trouble.needsProof ? "why --prove" : "why")?["fix"]
        let base = bench.server.baseURL
        await bench.stop()
        let commands = fix?["commands"]?.elements?.compactMap(\.string) ?? []
        let lines = [trouble.name, "  " + (fix?["text"]?.string ?? "none")] + commands.map { "  > " + $0 }
        return lines.joined(separator: "\n").replacing(base, with: "SANDBOX")
            .replacing(/:\d{5}\b/, with: ":PORT").replacing(/\b\d+ s\b/, with: "N s") + "\n"
    }
}
