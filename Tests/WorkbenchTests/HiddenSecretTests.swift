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

    /// What Keyway says does not change with the secret that a client has.
    @Test(arguments: ["wrong", "there", "provider", "client", "the", "status", "password", "exchange"])
    func aSecretThatIsAWordChangesNoSentence(secret: String) async throws {
        let lines = [
            "use nowhere", "expect status == 200", "get /x", "help exchange", "provider list", "token show",
        ]
        func said(_ secret: String) async -> ([String], [String]) {
            let bench = await Bench([.json(["error": "wrong"], status: 400)])
            await bench.run(Bench.ready.replacing("s3cret-value-1", with: secret))
            for line in lines { await bench.run(line) }
            let failures = await bench.display.failures
            let texts = failures.flatMap { [$0.message, $0.found ?? "", $0.expected ?? ""] + $0.advice }
            return (texts, await bench.display.answers.map { "\($0)" })
        }
        let (own, shown) = (await said(secret), await said("q7Zx9-q7Zx9"))
        #expect(own.0 == shown.0)
        #expect(own.1 == shown.1)
        #expect(own.0.count > 4 && own.1.count > 4)
    }

    @Test func aSecretThatIsAWordIsHiddenInWhatIsSent() async throws {
        let bench = await Bench([.tokens, .tokens])
        await bench.run(
            Bench.ready.replacing("s3cret-value-1", with: "wrong") + "authorize\nexchange --auth client_secret_post")
        await bench.run("show request\nlog 1\nclient show\nexport curl")
        let shown = await bench.display.answers.map { "\($0)" }.joined(separator: "\n")
        #expect(bench.form(0).first("client_secret") == "wrong")
        #expect(shown.contains("client_secret") && !shown.contains("wrong"))
    }
}
