import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import Session
import Testing

@testable import Investigation
@testable import Workbench

/// `why --fix`: what it says in the end, and that it never goes in circles.
@Suite struct FixTrialTests {
    @Test func itSaysWhatSucceeded() async throws {
        let bench = try await LiveBench()
        _ = await bench.run(
            "client create App scope=profile\nauthorize --as ada\ntry exchange redirect_uri={{callback}}/")
        let result = await bench.value(of: "why --fix")
        #expect(result?["fixed"]?.bool == true)
        #expect(result?["status"]?.integer == 200)
        #expect(result?["commands"]?.elements?.compactMap(\.string) == ["exchange"])
        #expect(result?["changed"]?.elements?.compactMap(\.string) == ["token 1 is in use"])
        let last = try await bench.workbench.store().exchanges(last: 1).last?.number
        #expect(result?["exchange"]?.integer == last)
        await bench.stop()
    }

    /// A fix that fails says the verdict of then and what was changed, and is not run a second time.
    @Test func aFixThatDidNotHelpIsNotTriedAgain() async throws {
        let bench = try await LiveBench()
        _ = await bench.run(
            "client create App scope=profile\nauthorize --as ada\nexchange\ntry get /oauth/characters/1")
        _ = await bench.run("sandbox fault server-error")
        let failures = await bench.run("why 7 --fix")
        #expect(failures.count == 1)
        #expect(
            failures.last?.hasPrefix("fix-failed: not fixed: the verdict was scope-insufficient, and now is ") == true)
        #expect(failures.last?.contains("changed meanwhile: ") == true)
        let before = try await bench.workbench.store().exchangeCount()
        let again = await bench.run("why 7 --fix")
        #expect(again.first?.hasPrefix("fix-tried: not fixed") == true, "\(again)")
        #expect(try await bench.workbench.store().exchangeCount() == before)
        await bench.stop()
    }

    /// What fails later, by a command of the user's, is another failure.
    @Test func aLaterFailureOfTheSameKindIsFixedInTheSameWay() async throws {
        let bench = try await LiveBench()
        let refused = "authorize --as ada\ntry exchange redirect_uri={{callback}}/"
        _ = await bench.run("client create App scope=profile\n\(refused)\nsandbox fault server-error 1")
        #expect(await bench.run("why --fix").last?.hasPrefix("fix-failed") == true)
        for _ in 0..<2 {
            _ = await bench.run(refused)
            #expect(await bench.value(of: "why --fix")?["fixed"]?.bool == true)
        }
        await bench.stop()
    }

    /// However often it is asked of a server that refuses everything, no fix runs twice for the same cause.
    @Test(arguments: ["invalid_client", "invalid_grant", "invalid_request", "unauthorized_client", "server_error"])
    func itEndsOnAServerThatRefusesEverything(_ error: String) async throws {
        let answer = HTTPResponse.json(["error": JSON(error)], status: error == "invalid_client" ? 401 : 400)
        let bench = await Bench(Array(repeating: answer, count: 60))
        await bench.run(Bench.ready + "authorize\ntry exchange")
        var counts: [Int] = []
        for _ in 0..<8 {
            await bench.run("why --fix")
            counts.append(bench.transport.requests.count)
        }
        #expect(counts.last == counts.dropLast().last, "\(counts)")
        let code = await bench.display.failures.last?.code
        #expect(["fix-tried", "no-fix"].contains(code ?? ""), "\(code ?? "none")")
    }

    @Test func aFixThatNoCommandDoesSaysSo() async throws {
        let bench = await Bench([.json(["error": "invalid_grant"], status: 400)])
        await bench.run(Bench.ready + "authorize\ntry exchange\nwhy --fix")
        let failure = await bench.display.failures.last
        #expect(failure?.message.hasPrefix("not fixed") == true)
    }
}
