import HTTPMessage
import JSONKit
import OAuthCore
import OAuthSupport
import Testing

@Suite struct TokenResponseTests {
    private func processed(_ response: HTTPResponse) throws(OAuthError) -> TokenResponse {
        try TokenResponse.process(response, requested: "profile", receivedAt: 1_000)
    }

    @Test func readsEverything() throws {
        let response = try processed(
            answer(
                """
                {"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600,
                "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA","id_token":"a.b.c","scope":"profile generations","user":{"id":1}}
                """))
        #expect(
            response.tokens
                == TokenSet(
                    accessToken: "2YotnFZFEjr1zCsicMWpAA", refreshToken: "tGzv3JOkF0XG5Qx2TlKWIA", idToken: "a.b.c",
                    scope: "profile generations", scopeIsStated: true, expiresIn: 3600, receivedAt: 1_000,
                    extra: ["user": ["id": 1]]))
        #expect(response.tokens.expiresAt == 3_601_000)
        #expect(response.warnings.isEmpty)
    }

    @Test func aScopeNotStatedIsAsRequested() throws {
        let tokens = try processed(answer(#"{"access_token":"a","token_type":"Bearer","expires_in":1}"#)).tokens
        #expect(tokens.scope == "profile")
        #expect(!tokens.scopeIsStated)
    }

    /// A member as it came, and what is noted of it.
    @Test(arguments: [
        (#""token_type":"bearer""#, ["token-type-spelling"]), (#""token_type":"BEARER""#, ["token-type-spelling"]),
        (#""token_type":"mac""#, ["token-type-unknown"]), (#""expires_in":"3600""#, ["expires-in"]),
        (#""expires_in":3600.0"#, ["expires-in"]), (#""expires_in":"soon""#, ["expires-in"]),
        (#""expires_in":-1"#, ["expires-in"]), (#""expires_in":1e300"#, ["expires-in"]),
        (#""expires_in":{}"#, ["expires-in"]), (#""expires_in":null"#, ["expires-in-missing"]),
        (#""refresh_token":null"#, ["empty-member"]), (#""id_token":"""#, ["empty-member"]),
        (#""scope":["a","b"]"#, ["scope-list"]), (#""scope":"a,b""#, ["scope-comma"]),
        (#""scope":"""#, ["scope-empty"]),
        (#""access_token":"a b""#, ["access-token-characters"]),
    ])
    func notesDeviations(member: String, codes: [String]) throws {
        let name = String(member.split(separator: "\"")[0])
        var members = ["access_token": #""access_token":"a""#, "token_type": #""token_type":"Bearer""#]
        members["expires_in"] = #""expires_in":3600"#
        members[name] = member
        let response = try processed(answer("{\(members.values.joined(separator: ","))}"))
        #expect(response.warnings.map(\.code) == codes)
    }

    @Test(arguments: [("3600", 3600), (#""3600""#, 3600), ("3600.7", 3600), (#""-1""#, nil), ("true", nil), ("0", 0)])
    func readsLifetimesLeniently(text: String, seconds: Int64?) throws {
        let body = #"{"access_token":"a","token_type":"Bearer","expires_in":\#(text)}"#
        #expect(try processed(answer(body)).tokens.expiresIn == seconds)
    }

    @Test func notesTheEnvelope() throws {
        let body = #"{"access_token":"a","token_type":"Bearer","expires_in":1}"#
        let bare = HTTPResponse(status: 201, body: Array(body.utf8))
        #expect(try processed(bare).warnings.map(\.code) == ["status", "media-type", "cache-control"])
        let careful = HTTPResponse(
            status: 200,
            headers: [
                HTTPHeader("content-type", "Application/JSON;charset=utf-8"),
                HTTPHeader("cache-control", "private, No-Store"),
            ], body: Array(body.utf8))
        #expect(try processed(careful).warnings.isEmpty)
    }

    @Test func aLifetimeWithoutEndDoesNotOverflow() throws {
        let body = #"{"access_token":"a","token_type":"Bearer","expires_in":9223372036854775807}"#
        #expect(try processed(answer(body)).tokens.expiresAt == Int64.max)
    }

    @Test func theOldRefreshTokenStaysUntilANewOneComes() {
        let old = TokenSet(accessToken: "a", refreshToken: "r1", receivedAt: 0)
        #expect(TokenSet(accessToken: "b", receivedAt: 1).succeeding(old).refreshToken == "r1")
        #expect(TokenSet(accessToken: "b", refreshToken: "r2", receivedAt: 1).succeeding(old).refreshToken == "r2")
    }

    @Test func theDescriptionOfTokensHasNone() {
        let tokens = TokenSet(accessToken: "abc", refreshToken: "def", scope: "profile", receivedAt: 0)
        #expect("\(tokens)" == "Bearer token for “profile”")
    }
}
