import HTTPMessage
import JSONKit
import OAuthCore
import OAuthSupport
import TestSupport
import Testing

/// Token responses as servers write them that do not follow RFC 6749 §5.1 to the letter.
@Suite struct ForeignTokenResponseTests {
    /// 2026-11-25, in milliseconds.
    private let now: Int64 = 1_795_600_000_000

    private func read(
        _ body: String, type: String? = "application/json", requested: Scope = "a b", dialect: TokenDialect = .standard
    ) throws(OAuthError) -> TokenResponse {
        var headers: HTTPHeaders = [HTTPHeader("Cache-Control", "no-store")]
        if let type { headers.add("Content-Type", type) }
        return try TokenResponse.process(
            HTTPResponse(status: 200, headers: headers, body: Array(body.utf8)), requested: requested, receivedAt: now,
            dialect: dialect)
    }

    private func codes(_ response: TokenResponse) -> [String] { response.warnings.map(\.code) }

    /// Names and places: a body, and what is noted of it.
    @Test(arguments: [
        (#"{"accessToken":"tok","tokenType":"Bearer","expiresIn":60,"refreshToken":"ref"}"#, ["member-names"]),
        (
            #"{"AccessToken":"tok","TokenType":"bearer","expires-in":"60","REFRESH_TOKEN":"ref"}"#,
            ["member-names", "token-type-spelling", "expires-in"]
        ),
        (
            #"{"data":{"access_token":"tok","token_type":"Bearer","expires_in":60,"refresh_token":"ref"}}"#,
            ["tokens-wrapped"]
        ),
        (
            #"{"data":{"token":{"accessToken":"tok","refreshToken":"ref"}},"token_type":"Bearer","expires_in":60}"#,
            ["tokens-wrapped", "member-names"]
        ),
        (
            #"{"ok":true,"authed_user":{"access_token":"tok","refresh_token":"ref","expires_in":60,"token_type":"user"}}"#,
            ["tokens-wrapped", "token-type-unknown"]
        ),
        (#"{"token":"tok","refresh_token":"ref","token_type":"Bearer","expires_in":60}"#, ["member-names"]),
        (
            "\u{FEFF}{\"access_token\":\"tok\",\"refresh_token\":\"ref\",\"token_type\":\"Bearer\",\"expires_in\":60}",
            ["byte-order-mark"]
        ),
    ])
    func namesAndPlaces(body: String, codes: [String]) throws {
        let response = try read(body)
        #expect(response.tokens.accessToken == "tok")
        #expect(response.tokens.refreshToken == "ref")
        #expect(response.tokens.expiresIn == 60)
        #expect(response.tokens.isBearer)
        #expect(self.codes(response) == codes)
    }

    @Test func aNameIsSaid() throws {
        let warning = try read(#"{"accessToken":"tok","tokenType":"Bearer","expiresIn":60}"#).warnings[0]
        #expect(
            warning.message.contains(
                "accessToken, tokenType, expiresIn should be called access_token, token_type, expires_in"))
        #expect(!warning.message.contains("tok "))
    }

    /// The standard's names come first, whatever else is there.
    @Test func standardNamesWin() throws {
        let body = #"""
            {"accessToken":"other","access_token":"tok","token_type":"Bearer","expires_in":1,"data":{"access_token":"inner"},\
            "token":"third"}
            """#.replacing("\\\n", with: "")
        #expect(try read(body).tokens.accessToken == "tok")
    }

    /// The types that clients do not know, and how they are sent.
    @Test(arguments: [
        ("", "Bearer", true, "token-type-missing"), (#","token_type":null"#, "Bearer", true, "token-type-missing"),
        (#","token_type":"""#, "Bearer", true, "token-type-missing"),
        (#","token_type":["bearer"]"#, "bearer", true, "token-type"),
        (#","token_type":7"#, "Bearer", true, "token-type"),
        (#","token_type":"bot""#, "bot", true, "token-type-unknown"),
        (#","token_type":"access_token""#, "access_token", true, "token-type-unknown"),
        (#","token_type":"DPoP""#, "DPoP", false, "token-type-unknown"),
        (#","token_type":"mac""#, "mac", false, "token-type-unknown"),
        (#","token_type":"N_A""#, "N_A", false, "token-type-unknown"),
    ])
    func types(member: String, type: String, isBearer: Bool, code: String) throws {
        let response = try read(#"{"access_token":"tok","expires_in":60\#(member)}"#)
        #expect(response.tokens.tokenType == type)
        #expect(response.tokens.isBearer == isBearer)
        #expect(codes(response).contains(code))
        var request = OAuthRequest("GET", "https://api.example/me")
        var code: OAuthError.Code?
        do throws(OAuthError) { try request.authorize(with: response.tokens) } catch { code = error.code }
        #expect(code == (isBearer ? nil : .tokenTypeUnsupported))
        #expect(request.headers["Authorization"] == (isBearer ? "Bearer tok" : nil))
    }

    /// How long the access token lives.
    @Test(
        arguments: [
            (#""expires_in":"5183999""#, 5_183_999), (#""expires":5183999"#, 5_183_999), (#""expires":"60""#, 60),
            (#""expires_at":1795600060"#, 60), (#""expires_at":1795600060000"#, 60), (#""expiresAt":"1795600060""#, 60),
            (#""expires_on":"1795600060""#, 60), (#""expires_at":"2026-11-25T09:47:40Z""#, 60),
            (#""expires_in":1795600060"#, 60), (#""expires_at":1000000000"#, 0), (#""expires_at":"soon""#, nil),
            (#""expires_at":null"#, nil), (#""expires_in":9223372036854775807"#, 9_223_372_036_854_775_807),
            (#""expires_at":-5"#, nil), (#""expires_at":1e300"#, nil),
        ] as [(String, Int64?)])
    func lifetimes(member: String, seconds: Int64?) throws {
        let response = try read(#"{"access_token":"tok","token_type":"Bearer",\#(member)}"#)
        #expect(response.tokens.expiresIn == seconds)
    }

    /// When the refresh token ends.
    @Test(
        arguments: [
            (#""refresh_expires_in":1800"#, 1800), (#""refresh_token_expires_in":"15897600""#, 15_897_600),
            (#""refreshTokenExpiresIn":10"#, 10), (#""x_refresh_token_expires_in":10"#, 10),
            (#""refresh_token_expires_at":1795600060"#, 60), (#""refresh_expires_in":0"#, nil),
            (#""refresh_expires_in":-1"#, nil), (#""refresh_expires_in":"never""#, nil), (#""other":1"#, nil),
        ] as [(String, Int64?)])
    func refreshTokensEnd(member: String, seconds: Int64?) throws {
        let response = try read(#"{"access_token":"tok","token_type":"Bearer","expires_in":1,\#(member)}"#)
        #expect(response.tokens.refreshExpiresAt == seconds.map { now + $0 * 1000 })
    }

    @Test func aRefreshTokenThatStaysKeepsItsEnd() {
        var old = TokenSet(accessToken: "a", refreshToken: "r1", receivedAt: 0)
        old.refreshExpiresAt = 5
        #expect(TokenSet(accessToken: "b", receivedAt: 1).succeeding(old).refreshExpiresAt == 5)
        #expect(TokenSet(accessToken: "b", refreshToken: "r2", receivedAt: 1).succeeding(old).refreshExpiresAt == nil)
    }

    /// What was granted.
    @Test(
        arguments: [
            (#"["openid","user:read:email"]"#, "openid user:read:email", "a b"), (#""a,b""#, "a b", "a b"),
            (#""a, b""#, "a b", "a b"), (#""a,b""#, "a,b", "a,b"), (#""a,b c""#, "a,b c", "a,b c"),
            (#""a b""#, "a b", "a b"),
        ] as [(String, Scope, Scope)])
    func scopes(value: String, scope: Scope, requested: Scope) throws {
        let body = #"{"access_token":"tok","token_type":"Bearer","expires_in":1,"scope":\#(value)}"#
        #expect(try read(body, requested: requested).tokens.scope == scope)
    }

    @Test func scopesByAnotherName() throws {
        let response = try read(#"{"access_token":"tok","token_type":"Bearer","expires_in":1,"scopes":["a"]}"#)
        #expect(response.tokens.scope == "a")
        #expect(codes(response) == ["member-names", "scope-list"])
    }

    /// Forms, by whatever media type but JSON's.
    @Test(arguments: ["application/x-www-form-urlencoded", "text/plain", "text/html", nil] as [String?])
    func forms(type: String?) throws {
        let response = try read("access_token=tok&expires=5183999", type: type)
        #expect(response.tokens.accessToken == "tok")
        #expect(response.tokens.expiresIn == 5_183_999)
        #expect(codes(response) == ["media-type", "body-form", "token-type-missing", "expires-in-name"])
        let github = try read("access_token=tok&scope=user%2Cgist&token_type=bearer\n", type: type)
        #expect(github.tokens.scope == "user gist")
        #expect(github.tokens.tokenType == "bearer")
    }

    /// A page that speaks of a token is a page.
    @Test(arguments: ["<html>access_token=tok", "{\"x\": access_token=tok", "no access_token", ""])
    func pagesAreNotForms(body: String) {
        for type in ["text/html", "text/plain"] {
            #expect(throws: OAuthError.self) { try self.read(body, type: type) }
        }
    }

    /// An answer without a token names what it has, and no value.
    @Test(arguments: [
        (#"{"ok":true,"team":"secret-value","user":{"id":1}}"#, "it has ok, team, user"),
        ("{}", "it is an empty object"),
        (#"{"access_token":"","scope":"x"}"#, "it has access_token, scope"),
        (#"{"accessToken":""}"#, "it has access_token"),
    ])
    func noToken(body: String, found: String) {
        let error = failure { () throws(OAuthError) in try self.read(body) }
        #expect(error?.code == .missingMember)
        #expect(error?.found.hasSuffix(found) == true, "\(error?.found ?? "")")
        #expect(error?.description.contains("secret-value") == false)
    }

    /// An error in the way of an API, under status 200.
    @Test(arguments: [
        (#"{"errcode":40029,"errmsg":"invalid code"}"#, "40029"), (#"{"code":"bad_code","message":"No"}"#, "bad_code"),
        (#"{"message":"Sign in first"}"#, "Sign in first"), (#"{"errors":[{"code":"x","message":"y"}]}"#, "x"),
    ])
    func errorsUnderStatus200(body: String, name: String) {
        let error = failure { () throws(OAuthError) in try self.read(body) }
        #expect(error?.code == .refused)
        #expect(error?.name == name)
    }

    @Test func aCodeOfSuccessIsNotAnError() throws {
        let body = #"{"code":0,"message":"ok","data":{"access_token":"tok","token_type":"Bearer","expires_in":1}}"#
        #expect(try read(body).tokens.accessToken == "tok")
        #expect(
            failure { () throws(OAuthError) in try self.read(#"{"code":0,"message":"ok"}"#) }?.code == .missingMember)
    }

    /// Any object ends in tokens or in one bounded error; what is noted is bounded, safe and without secrets.
    @Test func anyObjectIsRead() {
        var generator = SeededGenerator(seed: 6749)
        let names = [
            "access_token", "accessToken", "token", "token_type", "tokenType", "expires_in", "expires", "expires_at",
            "scope",
            "scopes", "refresh_token", "refresh_expires_in", "id_token", "data", "authed_user", "error", "\u{1B}[2J",
            String(repeating: "n", count: 5000),
        ]
        let values = [
            "null", "true", "0", "-1", "1e300", "9223372036854775807", "\"\"", "\"Bearer\"", "\"hidden-token-value\"",
            "[]",
            "[\"a\",\"b\"]", "[1]", "{}", #"{"access_token":"hidden-token-value"}"#, #"{"token":{"accessToken":"x"}}"#,
            "\"\\u0000\"", "\"a,b c\"", "\"2026-11-25T09:47:40Z\"",
        ]
        for _ in 0..<3000 {
            let count = Int.random(in: 0..<7, using: &generator)
            let members = Set((0..<count).compactMap { _ in names.randomElement(using: &generator) }).sorted().map {
                name in
                // The server's words about a type or an error are shown; a token is not among them.
                let value = values.randomElement(using: &generator) ?? "1"
                let isWord = ["token_type", "tokenType", "error"].contains(name) && value.contains("hidden")
                return "\(JSON(name).text()):\(isWord ? "1" : value)"
            }
            let text: String
            do throws(OAuthError) {
                let response = try read("{\(members.joined(separator: ","))}")
                #expect(!response.tokens.accessToken.isEmpty)
                text = response.warnings.map(\.description).joined()
            } catch {
                text = error.description
            }
            #expect(!text.contains("hidden-token-value") && !text.contains("\u{1B}") && text.utf8.count < 8000)
        }
    }
}
