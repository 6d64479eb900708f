import HTTPMessage
import JSONKit
import Testing

@testable import Redaction

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

    /// What neither says what it is nor is whole, and what others have encoded in their own way.
    @Test func findsThemInBodiesOfAnyForm() {
        func found(_ body: String, _ type: String?) -> [String] {
            let response = HTTPResponse(
                status: 200, headers: HTTPHeaders(type.map { [HTTPHeader("Content-Type", $0)] } ?? []),
                body: Array(body.utf8))
            let exchange = HTTPExchange(
                request: HTTPRequest("GET", "https://a.example/x"), outcome: .response(response), startedAt: 0)
            return SecretFinder.secrets(in: exchange).map(\.value)
        }
        #expect(found(#"{"access_token": "cut-off-1", "x": "#, "application/json") == ["cut-off-1"])
        #expect(
            found("access_token=in-a-form-1&token_type=bearer", "application/x-www-form-urlencoded") == ["in-a-form-1"])
        #expect(
            found("<form><input type=\"hidden\" name=\"form_token\" value=\"of-a-page-1\"></form>", "text/html")
                == ["of-a-page-1"])
        #expect(found(#"{"log": "{\"access_token\":\"n3sted-1\"}"}"#, "application/json") == ["n3sted-1"])
        #expect(found(#"{"error": "of at_abcdefghijkl"}"#, "application/json") == ["at_abcdefghijkl"])
        #expect(found("<r><access_token>xml-1</access_token></r>", "application/xml") == ["xml-1"])
        #expect(found("<meta name=\"csrf-token\" content=\"meta-1\">", "text/html") == ["meta-1"])
        #expect(
            found(
                String(repeating: "[", count: 60) + #"{"api_key":"d33p"}"# + String(repeating: "]", count: 60),
                "application/json") == ["d33p"])
        #expect(found("You go to <code>http://127.0.0.1:8765</code>", "text/html") == [])
        #expect(found("var password=password, code=function(){}", "text/html") == [])
        #expect(found("<p>Your password: at least eight characters, secret= what you know", "text/html") == [])
    }

    @Test func findsThemInURLsAndInWhatATransportAdded() {
        var exchange = HTTPExchange(
            request: HTTPRequest("GET", "http://ada:in-the-userinfo@a.example/x?code=a%2fb#access_token=in-a-fragment"),
            outcome: .failure(TransportError(.closed, "")), startedAt: 0)
        exchange.sentHead = "GET / HTTP/1.1\r\nProxy-Authorization: Basic by-curl-itself\r\n\r\n"
        #expect(
            Set(SecretFinder.secrets(in: exchange).map(\.value)) == [
                "in-the-userinfo", "a/b", "a%2fb", "in-a-fragment", "by-curl-itself",
            ])
    }

    @Test func hidesThePasswordOfAnyURL() {
        let masker = Masker(fingerprint: Fingerprint(key: [1]))
        let masked = masker.mask("could not reach https://ada:pw@a.example/x")
        #expect(masked.hasPrefix("could not reach https://ada:…#") && masked.hasSuffix("@a.example/x"))
        for plain in ["https://a.example:8443/x@y", "ada@a.example", "https://ada:{{env.P}}@a"] {
            #expect(masker.mask(plain) == plain)
        }
    }

    /// A short one that was given as a secret is a word of its own, one that was found only a value.
    @Test func hidesAShortOneByItsOriginAndItsName() {
        var masker = Masker(fingerprint: Fingerprint(key: [1]))
        masker.add("q7Zx9", .given)
        masker.add("abc", .given)
        masker.add("z9")
        for text in [
            "client_secret=q7Zx9 scope=x", "the secret q7Zx9 was refused", "client_secret=abc&x=1", "Cookie: b=z9; c=1",
            "X-Api-Key: z9", #"{"client_secret": "z9"}"#,
        ] {
            #expect(!masker.mask(text).contains(/q7Zx9|abc|z9/) && masker.hides(text), "\(text)")
        }
        for text in ["abcdef", "q7Zx99", "page=z9", "x_abc"] {
            #expect(masker.mask(text) == text && !masker.hides(text))
        }
        #expect(masker.mask(["client_secret": "z9", "page": "z9"]) != ["client_secret": "z9", "page": "z9"])
        #expect(masker.mask(["page": "z9"]) == ["page": "z9"])
        #expect(masker.starred("try x abc y") == "try x *** y")
    }

    @Test(
        "A secret that is a word of a sentence of Keyway's own is hidden only where it is a value",
        arguments: ["wrong", "secret", "Token", "no", "password", "authorization"])
    func leavesOwnSentences(_ secret: String) {
        for origin in [SecretReach.Origin.given, .marked, .found] {
            var masker = Masker(fingerprint: Fingerprint(key: [1]))
            masker.add(secret, origin)
            for sentence in [
                "the \(secret) is \(secret), and the code too", "\(secret) and \(secret)", "is \(secret).",
                "it is \(secret)",
            ] {
                #expect(masker.maskOwn(sentence) == sentence, "\(sentence) \(origin)")
                #expect(masker.maskOwn(["message": JSON(sentence)]) == ["message": JSON(sentence)])
            }
            let named = [
                "client_secret=\(secret)", "POST client_secret=\(secret)&a=b", "client_secret: \(secret)",
                "Authorization: Bearer \(secret)", #"{"client_secret": "\#(secret)"}"#,
            ]
            let values = ["found \u{201C}\(secret)\u{201D}", "found '\(secret)'", "x=\(secret).", secret]
            for text in named + (secret.utf8.count > 2 && origin != .found ? values : []) {
                let hidden = text.split(separator: secret, omittingEmptySubsequences: false)
                let start = hidden.dropLast().joined(separator: secret)
                #expect(masker.maskOwn(text).hasPrefix("\(start)\u{2026}#"), "\(text) \(origin)")
                #expect(masker.mask(text).contains("\u{2026}#"), "\(text) \(origin)")
            }
            #expect(masker.maskOwn(["client_secret": JSON(secret)])["client_secret"] != JSON(secret))
        }
    }

    @Test func hidesWhatIsNotAWordInOwnSentences() {
        for secret in ["q7Zx9", "correcthorsebattery", "wroNg", "wrong1", "s3cret-value"] {
            var masker = Masker(fingerprint: Fingerprint(key: [1]))
            masker.add(secret, .given)
            #expect(!masker.maskOwn("the server says that \(secret) is wrong").contains(secret), "\(secret)")
        }
    }

    @Test(arguments: [
        ("client add x client_secret=abc foo", "client add x client_secret=*** foo"),
        ("set SERIKA_API_KEY = xy", "set SERIKA_API_KEY = **"), ("session unlock my words", "session unlock ********"),
        ("session lock --passphrase 'a b'", "session lock --passphrase '***'"),
        ("get https://u:pw@a/x", "get https://u:**@a/x"),
        ("get /x Authorization:Bearer ab", "get /x Authorization:Bearer **"),
        ("client add x client_secret={{env.X}}", "client add x client_secret={{env.X}}"),
        ("client add x client_secret=? api_key=@f", "client add x client_secret=? api_key=@f"),
    ])
    func aTypedLineShowsWhatIsSecretInIt(_ line: String, _ starred: String) {
        #expect(SecretLine.starred(line) == starred)
    }

    /// One that comes in pieces, an event each, is hidden all the same, and what only begins like it comes after all.
    @Test func noStreamShowsOneInPieces() {
        var masker = Masker(fingerprint: Fingerprint(key: [1]))
        masker.add("s3cret-in-pieces")
        #expect(masker.openEnd(of: "you said s3cret-in") == 9)
        #expect(masker.openEnd(of: "yes") == 1 && masker.openEnd(of: "you said") == 0)
        #expect(masker.openEnd(of: "s3cret-in-pieces") == 1)
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
        "session unlock \"my passphrase 3\"", "revoke LEAK24", "client add app LEAK25", "set SERIKA_API_KEY = x",
        "set x = wJ4lrXUtnF9MI7K8MD2NGbPxRf5CYzz0",
        "get /x#access_token=abc", "get /x Authorization:Bearer abc",
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
        "client add app redirect={{callback}} scope=x", "get /x?format_of_something_long=1", "set max_tokens=100",
        "set SERIKA_API_KEY = {{env.SERIKA_API_KEY}}", "post /x model=sandbox/echo token_type=bearer",
    ])
    func theHistoryKeeps(_ line: String) { #expect(!HistoryRule.holdsSecret(line)) }
}
