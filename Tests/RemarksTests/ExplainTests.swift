import Diagnosis
import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import Remarks

/// What `explain` says of URLs from anywhere.
@Suite struct ExplainTests {
    static let base = "https://as.example"
    static let good =
        "\(base)/authorize?response_type=code&client_id=my-app&state=abcdefghijklmnop1234"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&nonce=n1"
        + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid"

    private func session(_ origin: RecordedClient.Origin = .user) -> ExplainSession {
        var server = AuthorizationServer(
            issuer: Self.base, authorizationEndpoint: Self.base + "/authorize", tokenEndpoint: Self.base + "/token",
            scopesSupported: ["openid", "profile"])
        server["end_session_endpoint"] = JSON(Self.base + "/end")
        let client = RecordedClient(
            registration: ClientRegistration(
                id: "my-app", redirectURIs: ["https://app.example/cb", "http://127.0.0.1:8765/cb"],
                scope: "openid profile"),
            since: 0, origin: origin)
        return ExplainSession(
            provider: RecordedProvider(name: "ex", baseURL: Self.base, server: server), clients: [client], now: 1000)
    }

    /// The names of the remarks that are not notes.
    private func names(_ text: String, _ origin: RecordedClient.Origin = .user) throws -> [String] {
        try #require(ExplainedURL(text, session(origin))).remarks.filter { $0.severity != .note }.map(\.name)
    }

    static let right: [String] = [
        good, "  \(good)\n", "\"\(good)\"", "<\(good)>", "Open \(good), please.", "curl -i '\(good)' -H 'Accept: */*'",
        "GET \(good.dropFirst(base.count)) HTTP/1.1",
        good.replacing("https%3A%2F%2Fapp.example%2Fcb", with: "http%3A%2F%2F127.0.0.1%3A9999%2Fcb"),
        "\(base)/authorize?client_id=my-app&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aabc",
        "\(base)/device?user_code=ABCD-EFGH", "https://app.example/cb?code=abcdefgh&state=abc",
        "\(base)/end?client_id=my-app&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2F",
        "<form method=\"post\" action=\"https://app.example/cb\"><input name=\"code\" value=\"abc\"><input name=\"state\" value=\"q\"></form>",
        "\(base)/signin?returnTo=" + FormCoding.encode(good),
    ]

    @Test(arguments: right)
    func nothingIsWrong(text: String) throws { #expect(try names(text) == []) }

    static let mistakes1: [(String, String)] = [
        (good.replacing("&", with: "&amp;"), "html-escaped"),
        (good.replacing("&", with: "&#38;"), "html-escaped"),
        (good.replacing("&", with: "\\u0026"), "escaped"),
        (PercentCoding.encode(good), "url-encoded"),
        (good.replacing("?", with: "&"), "question-mark-missing"),
        (good.replacing("?", with: "?a=b?"), "second-question-mark"),
        (good + " profile", "white-space"),
        (good.replacing("&nonce", with: "\n&nonce"), "line-broken"),
        (good.replacing("redirect_uri", with: "redirect_url"), "parameter-misspelt"),
        (good.replacing("redirect_uri", with: "redirectUri"), "parameter-misspelt"),
        (good.replacing("scope", with: "scopes"), "parameter-misspelt"),
        (good.replacing("client_id", with: "clientid"), "parameter-misspelt"),
        (good.replacing("state", with: "sate"), "parameter-misspelt"),
        (good.replacing("%3A%2F%2F", with: "%253A%252F%252F").replacing("%2Fcb", with: "%252Fcb"), "encoded-twice"),
    ]

    static let mistakes2: [(String, String)] = [
        (good + "%2520profile", "encoded-twice"),
        (good + "%2Cprofile", "scope-comma"),
        (good + "%20%20profile", "scope-blanks"),
        (good + "%2Bprofile", "scope-plus"),
        (good.replacing("scope=openid", with: "scope=openid%20Profile"), "scope-case"),
        (good.replacing("my-app", with: "%22my-app%22"), "value-quoted"),
        (good.replacing("my-app", with: "my-app%20"), "value-white-space"),
        (good.replacing("my-app", with: "my%E2%80%8Bapp"), "value-invisible"),
        (good + "&scope=openid", "parameter-repeated"),
        (good.replacing("cM&", with: "cM%3D&"), "challenge-malformed"),
        (good.replacing("S256", with: "s256"), "challenge-method-unknown"),
        (good.replacing("S256", with: "plain"), "challenge-plain"),
        (good.replacing("&code_challenge_method=S256", with: ""), "challenge-plain"),
        (good.replacing("response_type=code&", with: ""), "response-type-missing"),
    ]

    static let mistakes3: [(String, String)] = [
        (good.replacing("=code&", with: "=authorization_code&"), "response-type-unknown"),
        (good.replacing("=code&", with: "=token&"), "implicit"),
        (good.replacing("=code&", with: "=id_token&").replacing("&nonce=n1", with: ""), "nonce-missing"),
        (good.replacing("=code&", with: "=id_token&") + "&response_mode=query", "response-mode-query"),
        (good + "&response_mode=form-post", "response-mode-unknown"),
        (good + "&prompt=none+login", "prompt-none-beside"),
        (good + "&max_age=soon", "max-age-malformed"),
        (good + "&resource=api", "resource-malformed"),
        (good + "&claims=id_token", "claims-malformed"),
        (good + "&code_verifier=abc", "verifier-in-url"),
        (good + "&client_secret=abc", "secret-in-url"),
        (good + "#x&state=1", "cut-off-at-fragment"),
        (good.replacing("https%3A%2F%2Fapp.example%2Fcb", with: "%2Fcb"), "redirect-uri-relative"),
        (good.replacing("https%3A%2F%2Fapp", with: "http%3A%2F%2Fapp"), "redirect-uri-insecure"),
    ]

    static let mistakes4: [(String, String)] = [
        (good.replacing("https%3A%2F%2Fapp.example", with: "http%3A%2F%2Flocalhost"), "redirect-uri-localhost"),
        (good.replacing("%2Fcb", with: "%2Fcb%2F"), "redirect-uri-unregistered"),
        (good.replacing("&redirect_uri=https%3A%2F%2Fapp.example%2Fcb", with: ""), "redirect-uri-missing"),
        (good.replacing("/authorize", with: "/token"), "endpoint-is-token"),
        ("https://app.example/cb#access_token=eyJhbGciOiJSUzI1NiJ9.e30.x&token_type=Bearer&state=z", "implicit"),
        ("https://app.example/cb?access_token=abc&token_type=Bearer&state=z", "token-in-query"),
        ("https://app.example/cb#code=abc&state=z", "fragment"),
        ("https://app.example/cb?error=access_denied&state=z", "refused"),
        ("\(base)/end?redirect_uri=https%3A%2F%2Fapp.example%2F", "logout-redirect-uri"),
        ("\(base)/end?post_logout_redirect_uri=https%3A%2F%2Fapp.example%2F", "logout-hint-missing"),
        ("\(base)/end?id_token_hint=abc&client_id=my-app", "logout-hint-malformed"),
        ("\(base)/device?device_code=abc", "secret-in-url"),
        ("\(base)/token?grant_type=client_credentials&client_id=a", "token-request-in-url"),
    ]

    @Test(arguments: mistakes1 + mistakes2 + mistakes3 + mistakes4)
    func oneThingIsWrong(text: String, name: String) throws { #expect(try names(text).first == name) }

    @Test(arguments: [
        "undefined", "null", "NaN", "None", "%5Bobject+Object%5D", "$%7BX%7D", "%7B%7Bx%7D%7D", "%7Bx%7D",
        "%CLIENT_ID%",
        "$CLIENT_ID", "%3Cclient-id%3E", "YOUR_CLIENT_ID", "your-client-id", "CLIENT_ID", "xxx", "changeme", "...",
    ])
    func aValueThatWasNeverFilledIn(value: String) throws {
        let found = try names(Self.good.replacing("my-app", with: value))
        #expect(found.count == 1)
        #expect(found.first == "placeholder" || found.first == "variable-unset")
    }

    @Test(arguments: ["my-app", "app-null-safe", "nullable", "5f2b", "$", "https://client.example/id", "urn:x:y"])
    func aValueThatOnlyLooksUnfilled(value: String) throws {
        #expect(Placeholder(in: value, of: "client_id") == nil)
    }

    /// What a user added is not what the server has registered.
    @Test func registeredFactsComeFromTheServer() throws {
        let text = Self.good.replacing("%2Fcb", with: "%2Fcb%2F")
        let byUser = try #require(ExplainedURL(text, session())?.remarks.first)
        #expect(byUser.severity == .weak)
        #expect(byUser.text.contains("of those that this session knows"))
        let byServer = try #require(ExplainedURL(text, session(.server))?.remarks.first)
        #expect(byServer.severity == .wrong)
    }

    @Test func whatMustBePushedIsTold() throws {
        var session = session()
        session.provider.server["require_pushed_authorization_requests"] = true
        #expect(ExplainedURL(Self.good, session)?.remarks.first?.name == "push-required")
    }

    @Test func theVerifierInPlaceOfTheChallenge() throws {
        var session = session()
        let verifier = "the-verifier-of-this-flow-has-43-characters"
        session.authorizations = [
            RecordedAuthorization(id: 1, clientID: "my-app", url: Self.good, verifier: verifier, createdAt: 0)
        ]
        let text = Self.good.replacing("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", with: verifier)
        #expect(ExplainedURL(text, session)?.remarks.first?.name == "challenge-is-verifier")
    }

    @Test func aRequestObjectIsExplainedAsTheRequest() throws {
        func jwt(_ header: JSON, _ claims: JSON) -> String {
            Base64URL.encode(Array(header.text().utf8)) + "." + Base64URL.encode(Array(claims.text().utf8)) + ".AAAA"
        }
        let claims: JSON = [
            "iss": "my-app", "aud": "https://as.example", "client_id": "my-app", "response_type": "code", "exp": 2000,
            "redirect_uri": "https://app.example/cb", "state": "abcdefghijklmnop1234", "scope": "profile",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256",
        ]
        func explained(_ claims: JSON, _ more: String = "") throws -> ExplainedURL {
            try #require(
                ExplainedURL(
                    "\(Self.base)/authorize?client_id=my-app&request=\(jwt(["alg": "ES256"], claims))\(more)", session()
                ))
        }
        let good = try explained(claims)
        #expect(good.remarks.map(\.severity) == [.note])
        #expect(good.parameters.first("redirect_uri") == "https://app.example/cb")
        let changes: [(JSON, String)] = [
            (claims.setting("exp", to: 10), "request-object-expired"),
            (claims.setting("client_id", to: "other"), "request-object-client"),
            (claims.setting("request_uri", to: "urn:x"), "request-object-nested"),
            (claims.setting("redirect_uri", to: "/cb"), "redirect-uri-relative"),
            (claims.setting("client_id", to: nil), "request-object-client"),
        ]
        for (changed, name) in changes { #expect(try explained(changed).remarks.contains { $0.name == name }) }
        #expect(try explained(claims, "&prompt=login").remarks.first?.name == "request-object-beside")
        #expect(try explained(claims, "&request_uri=urn:x").remarks.first?.name == "request-and-uri")
        let encrypted = "\(Self.base)/authorize?client_id=my-app&request=e30.a.b.c.d"
        #expect(try #require(ExplainedURL(encrypted, session())).remarks.map(\.severity) == [.note])
    }

    /// A request to a server that is not the provider in use says nothing about that provider's clients and scopes.
    @Test func aRequestElsewhereIsNotComparedWithTheProviderInUse() throws {
        let found = try #require(
            ExplainedURL(Self.good.replacing("as.example", with: "login.other.example") + "%20other", session()))
        #expect(found.remarks.map(\.name) == ["endpoint-other"])
    }

    @Test(arguments: ["hello", "https://as.example/", "", "a=b", "?", "=&=&="]) func otherTextsAreNotExplained(
        text: String
    ) {
        #expect(ExplainedURL(text, session()) == nil)
    }

    /// Whatever is pasted, the answer comes at once.
    @Test func longTextsAreReadInLinearTime() {
        for piece in ["{{", "%25", "&amp;", "<input ", "${", "a=", "\\u0026", " &x=", "https://"] {
            _ = ExplainedURL("\(Self.base)/authorize?client_id=" + String(repeating: piece, count: 40_000), session())
        }
    }
}
