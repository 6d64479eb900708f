import HTTPMessage
import JSONKit
import OAuthCore
import Script
import Testing

@testable import Workbench

@Suite struct SecretTests {
    @Test func findsThemInEveryPartOfAnExchange() {
        let request = HTTPRequest(
            "POST", "https://a.example/cb?code=in-the-query&state=not",
            headers: [
                HTTPHeader("Authorization", "Bearer in-a-header"), HTTPHeader("Cookie", "sid=in-a-cookie; b=2"),
                HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
            ], body: Array("client_secret=in+the+form&token=in-a-token&grant_type=x".utf8))
        let response = HTTPResponse(
            status: 200,
            headers: [
                HTTPHeader("Content-Type", "application/json"), HTTPHeader("Set-Cookie", "sid=set-by-cookie; Path=/"),
                HTTPHeader("Location", "/x?access_token=in-a-location"),
            ], body: Array(#"{"a":[{"clientSecret":"in-json"}],"error":{"code":"invalid_key"}}"#.utf8))
        let exchange = HTTPExchange(request: request, outcome: .response(response), startedAt: 0)
        #expect(
            Set(SecretFinder.secrets(in: exchange).map(\.value)) == [
                "in-a-header", "in-a-cookie", "2", "in the form", "in-a-token", "in-the-query", "set-by-cookie",
                "in-a-location", "in-json",
            ])
    }

    /// A body that does not say what it is.
    @Test(arguments: [#"{"client_secret": "in-a-body"}"#, "client_secret=in-a-body&x=1"])
    func findsThemInBodiesWithoutAType(_ body: String) {
        let request = HTTPRequest("POST", "https://a.example/x", body: Array(body.utf8))
        let exchange = HTTPExchange(request: request, outcome: .response(HTTPResponse(status: 204)), startedAt: 0)
        #expect(SecretFinder.secrets(in: exchange).map(\.value) == ["in-a-body"])
    }

    @Test func hidesEverySpelling() {
        var masker = Masker(fingerprint: Fingerprint(key: [1]))
        masker.add("s3cret/value+1")
        masker.add("s3cret/value+1-longer")
        let text = "a s3cret/value+1-longer b s3cret%2Fvalue%2B1 c"
        let masked = masker.mask(text)
        #expect(!masked.contains("s3cret"))
        #expect(!masked.contains("longer"))
        #expect(masked.hasPrefix("a …#") && masked.hasSuffix(" c"))
        #expect(masker.mask(JSON(members: [("k", ["s3cret/value+1"])]))["k"]?[0]?.string?.contains("…#") == true)
    }

    @Test func hidesAShortOneWhereItIsAValue() {
        var masker = Masker(fingerprint: Fingerprint(key: [1]))
        for word in ["engine", "2"] { masker.add(word) }
        for hidden in ["engine", "username=ada&password=engine", "x: {\"p\":\"engine\"}", "password=engine&a=b"] {
            #expect(!masker.mask(hidden).contains("engine"), "\(hidden)")
        }
        for shown in ["the engine runs", "engines", "=engine2", "a=2&b=2"] { #expect(masker.mask(shown) == shown) }
        #expect(masker.mask(["p": "engine"])["p"] != "engine")
    }

    /// Many secrets, in random texts: what is hidden is the same as when each is replaced by itself.
    @Test func hidesAsManyAsThereAre() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("wxyz")
        func word(_ length: Int) -> String {
            String((0..<length).compactMap { _ in letters.randomElement(using: &generator) })
        }
        let secrets = (0..<300).map { _ in word(Int.random(in: 8...12, using: &generator)) }
        var masker = Masker(fingerprint: Fingerprint(key: [1]))
        for secret in secrets { masker.add(secret) }
        for _ in 0..<100 {
            let text = word(60) + secrets[Int.random(in: 0..<300, using: &generator)] + word(9)
            let masked = masker.mask(text)
            #expect(masked != text && masker.hides(text) && !masker.hides(masked))
            for secret in secrets { #expect(!masked.contains(secret)) }
        }
        #expect(masker.mask("nothing to hide") == "nothing to hide")
    }

    @Test(arguments: [
        "client add x client_secret=abc123", "set api_key=xyz", "get /x Authorization:\"Bearer abc\"",
        "http://127.0.0.1:8765/callback?code=abc&state=zzz", "get /x Cookie:sid=1", "echo sk-0123456789abcdef",
        "exchange code_verifier=wrong", "get /x X-Api-Key:abc", "set foo = bar --secret",
        "set password = hunter2", "set password=hunter2", "set password:='\"hunter2\"'", "set client-secret = x",
        "get /x 'Authorization: Bearer abc'", "import curl 'curl https://a -H \"Authorization: Basic eDp5\"'",
        "get https://a.example/x?access_token=abc", "get \"https://a.example/x?a=1&access_token=abc\"",
        "get https://ada:engine@a.example/x", "session lock --passphrase=x1", "session export f --passphrase 'x y'",
        "post /token --body 'grant_type=x&client_secret=abc'", "post /x --body '{\"password\": \"abc\"}'",
        "post /x --body '{\"a\":{\"refresh_token\":\"abc\"}}'", "import curl 'curl -u ada:engine https://a'",
        "token inspect eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "explain eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln",
        "introspect token=abc", "for t in a\n  get /x Authorization:\"Bearer abc\"\nend", "echo dpop 0123456789",
        "get /x --proxy http://me:pw@proxy:1", "import curl 'curl --user=ada:engine https://a'",
        "set nonsense = \"cookie: sid=1\"", "session lock mypassphrase1", "sesion unlock mypassphrase2",
        "session unlock \"my passphrase 3\"", "revoke LEAK24",
    ])
    func theHistoryKeepsNoLineWith(_ line: String) { #expect(HistoryRule.holdsSecret(line)) }

    @Test(arguments: [
        "client add x client_secret={{env.X}}", "client add x client_secret=@file", "authorize scope=\"a b\"",
        "expect token scope covers profile", "get http://127.0.0.1:1/x", "expect $.clientSecret startsWith secret_",
        "client add x client_secret=?", "session export f --passphrase ?", "session export f --passphrase @file",
        "set password = {{env.P}}", "save password = $.password", "get https://a.example:8443/x@y", "help oauth bearer",
        "explain basic", "get /x Authorization:\"Bearer {{token.access}}\"",
        "session lock", "session unlock --passphrase @file", "revoke", "revoke {{token.refresh}}",
        "get /x 'Authorization: {{env.A}}'", "token use 3", "authorize --as ada",
    ])
    func theHistoryKeeps(_ line: String) { #expect(!HistoryRule.holdsSecret(line)) }

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
