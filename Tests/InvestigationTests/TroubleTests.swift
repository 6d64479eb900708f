import BenchSupport
import Diagnosis
import DiagnosisRules
import Foundation
import HTTPMessage
import JSONKit
import Sandbox
import TestSupport
import Testing

@testable import Investigation
@testable import Workbench

/// Each situation is produced on the sandbox, and the session alone must tell what it is.
@Suite struct TroubleTests {
    @Test(arguments: Trouble.all) func whyNamesTheCause(_ trouble: Trouble) async throws {
        let other = try await trouble.tlsServer()
        let bench = try await LiveBench(variables: other?.variables ?? [:])
        #expect(await bench.run(trouble.text) == [])
        let verdict = await bench.value(of: trouble.needsProof ? "why --prove" : "why")
        #expect(verdict?["cause"]?.string == trouble.cause, "\(verdict?.text(.pretty) ?? "no verdict")")
        #expect(verdict?["confidence"]?.string == trouble.confidence, "\(verdict?.text(.pretty) ?? "")")
        #expect((verdict?["evidence"]?.count ?? 0) > 0)
        #expect((verdict?["fix"]?["text"]?.string ?? "").isEmpty == false)
        await bench.stop()
    }

    /// The server says nothing at all, as some do: then nothing may be said as proved that is not.
    @Test(arguments: Trouble.all.filter { $0.text.contains("exchange") || $0.text.contains("refresh") })
    func aSilentServerIsNotMisread(_ trouble: Trouble) async throws {
        let bench = try await LiveBench()
        #expect(await bench.run("sandbox fault silent-refusals") == [])
        _ = await bench.run(trouble.text)
        let verdict = await bench.value(of: "why")
        if verdict?["confidence"]?.string == "proved" {
            #expect(verdict?["cause"]?.string == trouble.cause, "\(verdict?.text(.pretty) ?? "")")
        }
        await bench.stop()
    }

    @Test(arguments: Trouble.all.filter { $0.isFixable }) func theFixHelps(_ trouble: Trouble) async throws {
        let bench = try await LiveBench()
        #expect(await bench.run(trouble.text) == [])
        if trouble.needsProof { _ = await bench.run("why --prove") }
        let verdict = await bench.value(of: "why")
        guard verdict?["fix"]?["command"]?.string != nil else { return await bench.stop() }
        bench.server.clearFaults()
        let failures = await bench.run("why --fix")
        #expect(failures == [], "\(verdict?["fix"]?.text(.pretty) ?? "")")
        await bench.stop()
    }

    @Test func theTableIsInTheDocumentation() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/keyway/Documentation.docc/Troubles.md").standardized
        let expected = TroubleTable.text
        let found = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try expected.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(found == expected, "KEYWAY_RECORD=1 writes it anew")
    }

    @Test func everyFileIsRead() throws { #expect(try Trouble.read.get().count >= 84) }

    /// What the sandbox does not do is shown by hand-made sessions: `RuleCaseTests` has one for each of these.
    @Test func everyRuleHasARecipe() {
        let causes = Set(Trouble.all.map(\.cause))
        let without = Set(RuleTable.all.map(\.cause)).subtracting(causes)
            .subtracting((RuleTable.ofBrowsers + RuleTable.ofUnanswered).map(\.cause))
        #expect(without.sorted() == ForeignCauses.all)
    }
}

extension Trouble {
    /// Whether its fix can be run where nobody is asked: none that needs another machine or another server.
    fileprivate var isFixable: Bool {
        !["unreachable", "tls-failed", "tls-untrusted", "discovery-issuer", "issuer-mismatch"].contains(cause)
            && !["grant-unsupported"].contains(name)
    }
}

/// The page that lists the situations.
enum TroubleTable {
    private static var foreign: [String] {
        ForeignCauses.all.map { cause in
            let rule = RuleTable.rule(cause)
            return "| `\(cause)` | \(rule?.symptom ?? "") | \(rule?.proof ?? "") |"
        }
    }

    private static var words: [String] {
        TopicTable.meanings.map { "| \($0.topic) | `\($0.cause)` | \($0.sentence) |" }
    }

    static var text: String {
        let rows = Trouble.all.map { trouble in
            let rule = RuleTable.rule(trouble.cause)
            let proof = trouble.needsProof ? " (after `why --prove`)" : ""
            return
                "| \(trouble.name.replacing("-", with: " ")) | `\(trouble.cause)` | \(trouble.confidence)\(proof) | \(rule?.proof ?? "") |"
        }
        let browsers = (RuleTable.ofBrowsers + RuleTable.ofUnanswered).map { rule in
            "| `\(rule.cause)` | \(rule.symptom) | \(rule.proof) |"
        }
        return """
            # What `why` recognises

            Each situation below is produced by a recipe on the sandbox, and `why` names it from what the session recorded, \
            never from what the sandbox knows. This page is written by the tests (`KEYWAY_RECORD=1`).

            | Situation | Verdict | Confidence | Shown by |
            |---|---|---|---|
            \(rows.joined(separator: "\n"))

            ## In a browser's archive

            What only a browser sees is told from an archive (`keyway why FILE.har`), and some of it from an authorization at the \
            prompt that nobody came back from.

            | Verdict | What is seen | Shown by |
            |---|---|---|
            \(browsers.joined(separator: "\n"))

            ## Situations of other servers

            The sandbox does not do these. The tests show each by a session that is made by hand.

            | Verdict | Seen as | Shown by |
            |---|---|---|
            \(foreign.joined(separator: "\n"))

            ## What servers' words usually mean

            Where no rule finds a cause, the server's own words give the verdict. It is likely at most, and it says so: words \
            prove nothing. A topic also puts the causes that it speaks for first.

            | Topic | Verdict | Usually means |
            |---|---|---|
            \(words.joined(separator: "\n"))

            ## In a browser's archive

            What only a browser sees is told from an archive (`keyway why FILE.har`), and some of it from an authorization at the \
            prompt that nobody came back from.

            | Verdict | What is seen | Shown by |
            |---|---|---|
            \(browsers.joined(separator: "\n"))

            """
    }
}
