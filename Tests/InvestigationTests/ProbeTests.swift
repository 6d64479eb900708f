import BenchSupport
import JSONKit
import Sandbox
import Session
import Synchronization
import Testing

@testable import Investigation
@testable import Workbench

/// `why --prove`: the failed request with one thing changed.
@Suite struct ProbeTests {
    @Test func aScopeThatIsNotRegisteredIsLeftOut() async throws {
        let bench = try await LiveBench()
        _ = await bench.run(#"client create "App" scope=profile"#)
        _ = await bench.run(#"authorize scope="profile generations" --as ada"#)
        let verdict = await bench.value(of: "why --prove")
        #expect(verdict?["cause"]?.string == "scope-unregistered")
        #expect(outcomes(verdict)["scope=profile"] == true)
        #expect(verdict?["probes"]?.elements?.count ?? 99 <= 5)
        await bench.stop()
    }

    @Test func aRedirectURIIsTriedInEachSpellingOfThisMachine() async throws {
        let bench = try await LiveBench()
        _ = await bench.run(#"client create "App" scope=profile redirect=http://127.0.0.1:8765/callback"#)
        _ = await bench.run("authorize redirect_uri=http://localhost:8765/callback --as ada")
        let tried = outcomes(await bench.value(of: "why --prove"))
        #expect(tried["redirect_uri=http://127.0.0.1:8765/callback"] == true)
        #expect(tried["redirect_uri=http://[::1]:8765/callback"] == false)
        await bench.stop()
    }

    @Test(arguments: [("n", false), ("y", true)])
    func anotherProviderIsOnlyProbedWhereTheUserAgrees(_ answer: String, _ isSent: Bool) async throws {
        let questions = Mutex<[String]>([])
        let bench = try await LiveBench { question in
            questions.withLock { $0.append(question) }
            return answer
        }
        _ = await bench.run(
            """
            use \(bench.server.baseURL)
            client add client_nobody client_secret=wrong-secret redirect=http://127.0.0.1:8765/callback
            exchange code=code_none
            """)
        let before = try await bench.workbench.store().exchanges(last: 1).last?.number ?? 0
        let failures = await bench.run("why --prove")
        let after = try await bench.workbench.store().exchanges(last: 1).last?.number ?? 0
        #expect(questions.withLock { $0.count } == 1)
        #expect(failures.contains { $0.hasPrefix("probes-not-allowed") } != isSent)
        #expect((after > before) == isSent)
        await bench.stop()
    }

    @Test func onlyThisMachineHasOtherSpellings() {
        #expect(
            LoopbackSpelling.others(of: "http://localhost:80/a?b")
                == ["http://127.0.0.1:80/a?b", "http://[::1]:80/a?b"])
        #expect(LoopbackSpelling.others(of: "http://[::1]/") == ["http://127.0.0.1/", "http://localhost/"])
        for other in ["http://localhost.example/", "https://api.example/", "com.app:/localhost", ""] {
            #expect(LoopbackSpelling.others(of: other) == [])
        }
    }

    /// What was changed, and whether it came further.
    private func outcomes(_ verdict: JSON?) -> [String: Bool] {
        let probes = (verdict?["probes"]?.elements ?? []).compactMap { probe -> (String, Bool)? in
            guard let change = probe["change"]?.string else { return nil }
            return (change, probe["went_through"]?.bool ?? false)
        }
        return Dictionary(probes) { one, _ in one }
    }
}
