import HTTPMessage
import JSONKit
import OAuthCore
import OAuthSupport
import Testing

@Suite struct UserInfoTests {
    @Test func asksWithTheToken() throws {
        let draft = try UserInfoRequest(tokens: TokenSet(accessToken: "t", receivedAt: 0)).draft(for: server)
        #expect(draft.targetURL == "https://as.example/userinfo")
        #expect(draft.headers["Authorization"] == "Bearer t")
    }

    @Test func readsClaims() throws {
        let response = try UserInfoResponse.process(answer(#"{"sub":"1","username":"ada"}"#), subject: "1")
        #expect(response.subject == "1")
        #expect(response.claims["username"]?.string == "ada")
        #expect(try UserInfoResponse.process(answer(#"{"id":"7"}"#)).subject == nil)
    }

    @Test func readsSignedClaimsAndSaysThatNothingVerifiedThem() throws {
        let signed = HTTPResponse(
            status: 200, headers: [HTTPHeader("Content-Type", "application/jwt")],
            body: Array("e30.eyJzdWIiOiIxIn0.".utf8))
        let response = try UserInfoResponse.process(signed)
        #expect(response.subject == "1")
        #expect(response.warnings.map(\.code) == ["signature-unverified"])
    }

    @Test func claimsOfAnotherUserAreRefused() {
        func code(_ body: String) -> OAuthError.Code? {
            failure { () throws(OAuthError) in try UserInfoResponse.process(answer(body), subject: "1") }?.code
        }
        #expect(code(#"{"sub":"2"}"#) == .subjectMismatch)
        #expect(code("{}") == .missingMember)
        #expect(code(#"{"sub":1}"#) == .invalidMember)
        #expect(code("[]") == .notOAuthResponse)
    }

    @Test func refusalsKeepTheirWords() {
        let expired = HTTPResponse(
            status: 401,
            headers: [
                HTTPHeader("WWW-Authenticate", #"Bearer error="invalid_token", error_description="The token expired""#)
            ])
        let error = failure { () throws(OAuthError) in try UserInfoResponse.process(expired) }
        #expect(error?.server == ServerError(error: "invalid_token", description: "The token expired"))
    }
}
