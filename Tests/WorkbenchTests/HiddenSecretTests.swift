import Answers
import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import Session
import Testing

@testable import Workbench

/// What commands keep and show of secrets.
@Suite struct HiddenSecretTests {
    @Test func aVariableIsSecretByItsNameOrItsValue() async throws {
        let bench = await Bench([])
        await bench.run(
            """
            set SERIKA_API_KEY = abc12
            set tok = at_abcdefghijklmnop
            set plain = hello
            vars
            """)
        let drawn = "\(await bench.display.answers)"
        #expect(!drawn.contains("abc12") && !drawn.contains("abcdefghijklmnop") && drawn.contains("hello"))
        #expect(drawn.contains("kept as a secret, as its name says; `vars --reveal` shows it"))
        await bench.run("vars --reveal")
        #expect("\(await bench.display.answers)".contains("abc12"))
    }

    /// Where a secret may have been typed in the wrong place, it is not said again.
    @Test(arguments: [
        "session unlock WORDS", "client add x WORDS", "set password = a WORDS", "get /x Authorization:Bearer WORDS",
        "revoke x WORDS",
    ])
    func noMistakeRepeatsWhatMayBeSecret(_ line: String) async {
        let bench = await Bench([])
        await bench.run(line)
        let failures = await bench.display.failures
        #expect(!failures.isEmpty)
        for failure in failures {
            #expect(!failure.message.contains("WORDS") && failure.place?.lineText.contains("WORDS") == false)
        }
    }

    /// The line that failed is kept for `why`, and a secret that was typed in it is not.
    @Test func whatFailedIsKeptWithoutSecrets() async throws {
        let refused = HTTPResponse.json(["error": "invalid_client"], status: 401)
        let bench = await Bench([refused])
        await bench.run(
            Bench.ready + """
                authorize
                exchange client_secret=typed-s3cret-99
                """)
        let failure = try #require(try await bench.workbench.store().lastFailure())
        #expect(failure.line.hasPrefix("exchange client_secret="))
        #expect(!failure.line.contains("typed-s3cret-99"))
    }

    @Test func noAnswerAndNoErrorShowsOne() async {
        let echoing = HTTPResponse.json(["you_sent": "access-token-1 s3cret-value-1 refresh-token-1"], status: 400)
        let bench = await Bench([.tokens, echoing])
        await bench.run(
            Bench.ready + """
                authorize
                exchange
                save key = {{token.access}}
                vars
                token show
                client show
                try get /echo
                log 1
                set x = {{client.secret}}
                expect {{token.refresh}} == nothing
                """)
        let drawn =
            await bench.display.answers.compactMap { $0.json?.text() }.joined() + "\(await bench.display.answers)"
        let failed = "\(await bench.display.failures)"
        for secret in ["access-token-1", "refresh-token-1", "s3cret-value-1", "code-12345678"] {
            #expect(!drawn.contains(secret), "\(secret) is drawn")
            #expect(!failed.contains("found: Optional(\"\\\"\(secret)"), "\(secret) is in a failure")
        }
        await bench.run("token show --reveal")
        #expect(await bench.display.answers.last?.json?["access_token"]?.string == "access-token-1")
    }
}
