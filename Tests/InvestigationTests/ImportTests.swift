import Answers
import BenchSupport
import Foundation
import JSONKit
import Script
import Testing

@testable import Investigation
@testable import Workbench

/// A flow that went wrong on the sandbox, brought as an archive into a session that knows nothing of it.
@Suite struct ImportTests {
    static let flows = [
        ("authorize --as ada --untick generations\nexchange\ntry get /oauth/characters/1", "scope-insufficient"),
        (
            "authorize --as ada --untick generations\nexchange\ntry post /oauth/chat/completions model=sandbox/echo",
            "consent-narrowed"
        ),
        ("authorize --as ada\nexchange\ntry exchange", "code-reused"),
        ("authorize --as ada\ntry exchange redirect_uri=http://127.0.0.1:8765/other", "redirect-uri-changed"),
        ("authorize --as ada\ntry exchange code_verifier=\(String(repeating: "w", count: 43))", "verifier-mismatch"),
        ("try authorize --as ada --deny", "access-denied"),
        (
            "authorize --as ada\nexchange\nsave --secret old = {{token.refresh}}\nrefresh\n"
                + "try refresh refresh_token={{old}}", "refresh-token-rotated"
        ),
        ("authorize --as ada\nexchange\nget /oauth/userinfo", nil),
    ]

    private func cause(of flow: String, _ options: String) async throws -> String? {
        let file = Bench.newFolder() + "/flow.har"
        let here = try await LiveBench()
        let script = "client create App scope=\"profile generations\"\n\(flow)\nexport har all --to \(file) \(options)"
        #expect(await here.run(script) == [])
        let elsewhere = try await LiveBench()
        #expect(await elsewhere.run("import har \(file)\nwhy") == [])
        let cause = await elsewhere.display.answers.last?.json?["cause"]?.string
        for bench in [here, elsewhere] { await bench.stop() }
        return cause
    }

    @Test(arguments: flows) func isJudgedAsWhereItWasMade(_ flow: String, _ expected: String?) async throws {
        #expect(try await cause(of: flow, "--reveal") == expected)
    }

    /// Without its secrets too, but for what is told by hashing one.
    @Test(arguments: flows) func isJudgedWithoutItsSecrets(_ flow: String, _ expected: String?) async throws {
        let cause = try await cause(of: flow, "")
        if expected == "verifier-mismatch" { #expect(cause != expected) } else { #expect(cause == expected) }
    }
}
