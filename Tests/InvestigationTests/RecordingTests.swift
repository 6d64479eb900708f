import Answers
import BenchSupport
import Diagnostics
import Foundation
import JSONKit
import Script
import Session
import Testing

@testable import Investigation
@testable import Workbench

/// `why --report` and `why --recording`, and the recording judged again where the secrets are not known.
@Suite struct WhyFilesTests {
    /// Every secret of a session, as the session knows them.
    private static func secrets(of bench: LiveBench) async throws -> [String] {
        try await bench.workbench.store().secrets().filter { $0.utf8.count >= 6 }
    }

    /// Each situation is judged from its recording as where it was made, or the recording says what is masked, and nothing
    /// else is said as proved.
    @Test(arguments: Trouble.all) func isJudgedAgain(_ trouble: Trouble) async throws {
        let other = try await trouble.tlsServer()
        let here = try await LiveBench(variables: other?.variables ?? [:])
        let file = Bench.newFolder() + "/failure.json"
        _ = await here.run(trouble.text)
        let known = await here.value(
            of: "why \(trouble.needsProof ? "--prove" : "") --recording \(file)")
        let secrets = try await WhyFilesTests.secrets(of: here)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        await here.stop()
        for secret in secrets where secret.wholeMatch(of: /[A-Za-z0-9_.~+\/=-]{12,}/) != nil {
            // The claims of a JWT stay readable; without its signature nobody takes it.
            let parts = secret.split(separator: ".")
            let kept = parts.count == 3 && secret.hasPrefix("eyJ") ? String(parts[2]) : secret
            #expect(!text.contains(kept), "\(secret) stands in the recording")
        }

        let elsewhere = try await LiveBench()
        #expect(await elsewhere.run("import recording \(file)") == [])
        let again = await elsewhere.value(of: "why")
        await elsewhere.stop()
        #expect(again?["recorded"]?["cause"] == known?["cause"])
        guard again?["cause"] != known?["cause"] else { return }
        #expect(again?["not_compared"]?.elements?.isEmpty == false, "\(again?.text(.pretty) ?? "nothing")")
        #expect(again?["confidence"]?.string != "proved", "\(again?.text(.pretty) ?? "nothing")")
        #expect(WhyFilesTests.toldByTheSecret.contains(trouble.name), "\(again?.text(.pretty) ?? "nothing")")
    }

    /// What is told by a secret itself: by its hash, its signature, its form.
    private static let toldByTheSecret: Set<String> = [
        "client-auth-encoding", "code-expired", "secret-wrong", "verifier-mismatch", "verifier-of-another-flow",
    ]

    private static let flow = """
        client create "App" scope=profile
        authorize --as ada
        exchange redirect_uri={{callback}}/
        """

    @Test(arguments: ["page.md", "page.html"]) func aPageHoldsTheFactsAndNoSecret(_ name: String) async throws {
        let bench = try await LiveBench()
        _ = await bench.run(WhyFilesTests.flow)
        let folder = Bench.newFolder()
        #expect(await bench.run("why --report \(folder)/\(name) --recording \(folder)/failure.json") == [])
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        for fact in ["redirect-uri-changed", "proved", "/oauth/token", "failure.json", "RFC 6749"] {
            #expect(text.contains(fact), "\(fact)")
        }
        for secret in try await WhyFilesTests.secrets(of: bench) { #expect(!text.contains(secret)) }
        await bench.stop()
    }

    @Test func anotherSuffixIsAMistake() async throws {
        let bench = try await LiveBench()
        _ = await bench.run(WhyFilesTests.flow)
        let failures = await bench.run("why --report \(Bench.newFolder())/page.txt")
        #expect(failures.first?.hasPrefix("report-format") == true)
        await bench.stop()
    }

    /// A text that may not write files writes none here either.
    @Test func aPageIsAFileLikeAllOthers() async throws {
        let bench = try await LiveBench()
        _ = await bench.run(WhyFilesTests.flow)
        let folder = Bench.newFolder()
        for option in ["--report \(folder)/page.md", "--recording \(folder)/failure.json"] {
            let recipe = ScriptSource(.recipe(path: "/nowhere/a.keyway"), text: "why \(option)")
            #expect(await bench.workbench.run(recipe).map(\.code) == [Permissions.refused])
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
        await bench.stop()
    }

    @Test func nothingIsWrittenWhereNothingIsWrong() async throws {
        let bench = try await LiveBench()
        let folder = Bench.newFolder()
        #expect(await bench.run("why --report \(folder)/page.md") == [])
        #expect(!FileManager.default.fileExists(atPath: folder))
        await bench.stop()
    }

    @Test func aRecordingIsTakenIntoAnEmptySessionOnly() async throws {
        let bench = try await LiveBench()
        _ = await bench.run(WhyFilesTests.flow)
        let file = Bench.newFolder() + "/failure.json"
        #expect(await bench.run("why --recording \(file)") == [])
        #expect(await bench.run("import recording \(file)").first?.hasPrefix("session-not-empty") == true)
        await bench.stop()
    }

    /// What stands for a secret is not sent in its place.
    @Test func noStandInIsSent() async throws {
        let here = try await LiveBench()
        let file = Bench.newFolder() + "/failure.json"
        _ = await here.run(WhyFilesTests.flow)
        _ = await here.run("why --recording \(file)")
        await here.stop()
        let elsewhere = try await LiveBench()
        #expect(await elsewhere.run("import recording \(file)") == [])
        let failures = await elsewhere.run("exchange")
        #expect(failures.count == 1)
        let sent = try await elsewhere.workbench.store().exchanges(last: 50).map(\.number)
        let recorded = try JSON(parsing: try String(contentsOfFile: file, encoding: .utf8))
        #expect(sent.count == recorded["tables"]?["exchange"]?["rows"]?.count)
        await elsewhere.stop()
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"keyway_recording":1}"#, #"{"keyway_recording":9,"schema":[]}"#,
        #"{"keyway_recording":1,"schema":[],"failure":{"at":1,"code":"x","command":"y","provider":"z"},"tables":{"exchange":{"columns":["number"],"rows":[["x"]]}}}"#,
        #"{"keyway_recording":1,"schema":[],"failure":{"at":1,"code":"x","command":"y","provider":"z"},"tables":{"sqlite_master":{"columns":[],"rows":[]}}}"#,
    ]) func aDamagedRecordingIsRefused(_ text: String) async throws {
        let folder = Bench.newFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: folder + "/a.json", atomically: true, encoding: .utf8)
        let bench = try await LiveBench()
        #expect(await bench.run("import recording \(folder)/a.json").count == 1)
        #expect(try await bench.workbench.store().exchanges(last: 1).isEmpty)
        await bench.stop()
    }
}
