import Answers
import BenchSupport
import Diagnosis
import DiagnosisRules
import Diagnostics
import Foundation
import JSONKit
import Testing

@testable import Workbench

/// Archives of browsers in short, each with what decides it: the import, the choice of what is judged, and the rule.
@Suite struct CaptureTests {
    /// A capture in short, and the cause that is told of it; nil where nothing is wrong.
    struct Capture: Sendable, CustomStringConvertible {
        let name: String
        let cause: String?
        let entries: [JSON]

        var description: String { name }

        init(_ json: JSON) {
            name = json["name"]?.string ?? ""
            cause = json["cause"]?.string
            entries = json["entries"]?.elements ?? []
        }

        /// As a browser writes it: an entry a second, where none says when it was.
        var archive: JSON {
            let made = entries.enumerated().map { index, entry in
                Capture.entry(entry, at: entry["at"]?.integer ?? Int64(index))
            }
            return ["log": ["version": "1.2", "entries": JSON(made)]]
        }

        private static func entry(_ entry: JSON, at second: Int64) -> JSON {
            let line = (entry["request"]?.string ?? "").split(separator: " ", maxSplits: 1).map(String.init)
            var headers: [(String, String)] = (entry["headers"]?.members ?? []).map { ($0.name, $0.value.string ?? "") }
            if line.first == "GET" {
                headers.insert(("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"), at: 0)
                if entry["headers"]?["Accept"] == nil { headers.append(("Accept", "text/html")) }
            }
            let form = entry["form"]?.members?.map { ["name": JSON($0.name), "value": $0.value] as JSON }
            let body = entry["body"].map { $0.string ?? $0.text() } ?? ""
            let type =
                body.hasPrefix("<") ? "text/html" : entry["body"]?.members == nil ? "text/plain" : "application/json"
            let time = Date(timeIntervalSince1970: 1_760_000_000 + Double(second)).formatted(.iso8601)
            return [
                "startedDateTime": JSON(time),
                "request": JSON(present: [
                    ("method", JSON(line.first ?? "")), ("url", JSON(line.last ?? "")), ("headers", list(headers)),
                    (
                        "postData",
                        form.map { ["mimeType": "application/x-www-form-urlencoded", "params": JSON($0)] as JSON }
                    ),
                ]),
                "response": JSON(present: [
                    ("status", entry["status"] ?? 0),
                    ("headers", list((entry["answer"]?.members ?? []).map { ($0.name, $0.value.string ?? "") })),
                    ("content", ["mimeType": JSON(body.isEmpty ? "" : type), "text": JSON(body)]),
                    ("_error", entry["error"]),
                ]),
            ]
        }

        private static func list(_ headers: [(String, String)]) -> JSON {
            JSON(headers.map { ["name": JSON($0.0), "value": JSON($0.1)] as JSON })
        }
    }

    static let all: [Capture] = {
        guard let file = Bundle.module.url(forResource: "captures", withExtension: "json", subdirectory: "Archives"),
            let data = try? Data(contentsOf: file), let json = try? JSON(parsing: Array(data))
        else { return [] }
        return (json.elements ?? []).map(Capture.init)
    }()

    @Test(arguments: all) func isJudgedByWhatDecidesIt(_ capture: Capture) async throws {
        let folder = Bench.newFolder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/capture.har"
        try capture.archive.text().write(toFile: file, atomically: true, encoding: .utf8)
        let bench = try await LiveBench()
        #expect(await bench.run("import har \(file)\nwhy") == [])
        let verdict = await bench.display.answers.last?.json
        #expect(verdict?["cause"]?.string == capture.cause)
        #expect((verdict?["nothing_wrong"]?.bool == true) == (capture.cause == nil))
        await bench.stop()
    }

    @Test func everyRuleOfABrowserHasACapture() {
        let rules = Set((RuleTable.ofBrowsers + RuleTable.ofUnanswered).map(\.cause))
        #expect(rules.subtracting(CaptureTests.all.compactMap(\.cause)) == [])
    }
}

/// Authorizations at the prompt that nobody came back from, and failures that no command has told.
@Suite struct UnansweredTests {
    private struct Agent: UserAgent {
        let failure: Diagnostic

        func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String { throw failure }
    }

    @Test(arguments: [Diagnostic.Kind.execution, .interrupted]) func aLoginThatNobodyCameBackFrom(
        _ kind: Diagnostic.Kind
    )
        async throws
    {
        let agent = Agent(failure: Diagnostic(kind, "callback-timeout", "no answer came"))
        let bench = try await LiveBench(change: { $0.browser = agent })
        _ = await bench.run("client create App scope=profile\ntry authorize")
        _ = await bench.run("authorize")
        let verdict = await bench.value(of: "why")
        #expect(verdict?["cause"]?.string == "callback-missing")
        #expect(verdict?["alternatives"]?.elements?.isEmpty == false)
        await bench.stop()
    }

    /// The page tells what the prompt cannot see.
    @Test func thePageIsReadWhereItIsAskedFor() async throws {
        let agent = Agent(failure: Diagnostic(.execution, "callback-timeout", "no answer came"))
        let bench = try await LiveBench(change: { $0.browser = agent })
        _ = await bench.run("client create App scope=profile\ntry authorize --redirect http://127.0.0.1:8765/elsewhere")
        #expect(await bench.value(of: "why --prove")?["cause"]?.string == "redirect-uri-unregistered")
        await bench.stop()
    }

    @Test func aLoginAfterItMakesNothingWrong() async throws {
        let bench = try await LiveBench()
        _ = await bench.run("client create App scope=profile\nauthorize --as ada\nexchange")
        #expect(await bench.value(of: "why")?["nothing_wrong"]?.bool == true)
        await bench.stop()
    }
}
