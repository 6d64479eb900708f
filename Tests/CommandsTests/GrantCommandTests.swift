import Answers
import BenchSupport
import Foundation
import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import Testing

@testable import Commands
@testable import Workbench

/// Grants by their names, on the sandbox and on answers from a list.
@Suite struct GrantCommandTests {
    private static let key =
        #"'{"kty":"OKP","crv":"Ed25519","kid":"published","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}'"#

    private static let ready = """
        use sandbox
        client create App redirect={{callback}} scope="openid profile generations"
        authorize --as ada
        exchange
        """

    private func rows(_ bench: LiveBench) async -> [JSON] { await bench.value(of: "token list")?.elements ?? [] }

    @Test func tokensOfAllGrantsHaveTheirLineage() async throws {
        let bench = try await LiveBench()
        let failures = await bench.run(
            Self.ready + """

                grant client-credentials scope=profile
                grant token-exchange subject_token=1 actor_token=2 audience=calendar
                grant token-exchange subject_token=3 requested_token_type=jwt scope=profile
                refresh refresh_token={{token.refresh | default none}}
                """)
        // The exchanged tokens have no refresh token.
        #expect(failures.count == 1)
        let rows = await rows(bench)
        #expect(rows.map { $0["from"] } == [nil, nil, 1, 3].map { $0.map { JSON(Int($0)) } ?? .null })
        #expect(
            rows.map { $0["grant"]?.string } == [
                "authorization_code", "client_credentials", GrantFlow.tokenExchange.type, GrantFlow.tokenExchange.type,
            ])
        await bench.stop()
    }

    @Test func tokensOfOtherGrantsAreRefreshed() async throws {
        let bench = try await LiveBench()
        let failures = await bench.run(
            Self.ready + """

                grant ciba scope="openid profile" login_hint=ada binding_message=W4SCT --as ada
                refresh
                expect status == 200
                get /oauth/userinfo
                expect $.username == ada
                """)
        #expect(failures == [])
        let last = await rows(bench).last
        #expect(last?["grant"] == "refresh_token" && last?["from"] == 2)
        await bench.stop()
    }

    @Test func anAssertionIsMadeAndCanBeMadeWrong() async throws {
        let bench = try await LiveBench()
        let start = "grant jwt-bearer key=\(Self.key) iss=https://issuer.example sub=ada"
        #expect(await bench.run("\(Self.ready)\n\(start)\n\(start) aud={{provider.issuer}} claim.foo:=3") == [])
        for wrong in [
            "exp=-60", "-jti", "kid=other", "aud=https://a.example", "alg=none", "-sub", "iss=x", "sub=nobody",
        ] {
            #expect(await bench.run("\(start) \(wrong)").first?.hasPrefix("invalid_grant") == true, "\(wrong)")
        }
        await bench.stop()
    }

    @Test func whatIsSaidOfATokenCounts() async throws {
        let bench = try await LiveBench()
        #expect(await bench.run(Self.ready) == [])
        for (items, code) in [
            ("subject_token=1 subject_token_type=refresh_token", "invalid_request"),
            ("subject_token=9", "unknown-token"),
            ("-subject_token_type", "invalid_request"), ("audience=vault", "invalid_target"),
        ] {
            #expect(await bench.run("grant token-exchange \(items)").first?.hasPrefix(code) == true, "\(items)")
        }
        #expect(await bench.run("grant token-exchange subject_token=1.refresh scope=profile") == [])
        #expect(await bench.run("grant token-exchange subject_token=1.id requested_token_type=id_token") == [])
        #expect(await bench.run("get /oauth/userinfo").first?.hasPrefix("token-type-unsupported") == true)
        await bench.stop()
    }

    @Test func anyGrantTypeIsSentWithItsItems() async {
        let bench = await Bench([.tokens, .tokens])
        let failures = await bench.run(
            Bench.ready
                + "grant urn:x:y a=b resource=https://a.example resource=https://b.example\ngrant password username=u password=p"
        )
        #expect(failures == [])
        #expect(bench.form(0).first("grant_type") == "urn:x:y")
        #expect(bench.form(0).all("resource") == ["https://a.example", "https://b.example"])
        #expect(bench.form(0).first("a") == "b")
        #expect(bench.form(1).first("password") == "p")
    }

    @Test func itemsThatComeAgainAreSentBesideEachOther() async {
        let bench = await Bench([.tokens, .tokens, .json([:])])
        let failures = await bench.run(
            Bench.ready + """
                authorize
                exchange resource=a resource=b code_verifier=x redirect_uri=r redirect_uri=s X-One:1 x-one:2
                refresh scope=a -scope resource=c
                post /form --form a=1 a=2 b=3 b=4
                """)
        #expect(failures == [])
        #expect(bench.form(0).all("resource") == ["a", "b"])
        #expect(bench.form(0).all("redirect_uri") == ["r", "s"])
        #expect(bench.form(0).all("code_verifier") == ["x"])
        #expect(bench.transport.requests[0].headers.values("X-One") == ["1", "2"])
        #expect(bench.form(1).first("scope") == nil)
        #expect(bench.form(2).all("a") == ["1", "2"])
    }

    @Test func secretsOfGrantsAreHidden() async {
        let bench = await Bench([.tokens])
        _ = await bench.run(Bench.ready + "grant password username=u password=correct-horse-battery\nlog --last 1")
        let shown = await bench.display.answers.compactMap { $0.json?.text() }.joined()
        #expect(!shown.contains("correct-horse-battery"))
    }
}
