import HTTPMessage
import OAuthCore
import OAuthSupport
import Testing

@Suite struct ProtectedResourceTests {
    private func refused(_ response: HTTPResponse) -> OAuthError? {
        failure { () throws(OAuthError) in try ProtectedResourceResponse.process(response) }
    }

    private func challenge(_ value: String) -> HTTPHeaders { [HTTPHeader("WWW-Authenticate", value)] }

    @Test func carriesTheTokenInItsHeader() throws {
        let request = ProtectedResourceRequest(
            "GET", "https://api.example/a?b", headers: [HTTPHeader("Accept", "text/plain")], query: ["c": "d"])
        for type in ["Bearer", "bearer"] {
            let draft = try request.draft(with: TokenSet(accessToken: "t0k~", tokenType: type, receivedAt: 0))
            #expect(
                draft.httpRequest
                    == HTTPRequest(
                        "GET", "https://api.example/a?b&c=d",
                        headers: [HTTPHeader("Accept", "text/plain"), HTTPHeader("Authorization", "Bearer t0k~")]))
        }
    }

    @Test func tokensOfOtherTypesAreNotUsed() {
        let error = failure { () throws(OAuthError) in
            try ProtectedResourceRequest("GET", "https://api.example")
                .draft(with: TokenSet(accessToken: "t", tokenType: "mac", receivedAt: 0))
        }
        #expect(error?.code == .tokenTypeUnsupported)
    }

    @Test(arguments: ["", "a\r\nX: y", "a\0", "\u{7F}", "ü"])
    func tokensStayInTheirHeader(token: String) {
        let error = failure { () throws(OAuthError) in
            try ProtectedResourceRequest("GET", "https://api.example").draft(bearer: token)
        }
        #expect(error?.code == .tokenUnusable)
    }

    @Test func successesPass() throws {
        let page = HTTPResponse(status: 204)
        #expect(try ProtectedResourceResponse.process(page).response == page)
    }

    @Test func theChallengeNamesTheErrorAndTheBodyTellsMore() {
        let error = refused(
            answer(
                #"{"error":{"message":"Private","type":"permission_error","code":"private_character"}}"#, status: 403,
                headers: challenge(#"Bearer realm="r", error="insufficient_scope", scope="characters""#)))
        #expect(
            error?.server
                == ServerError(
                    error: "insufficient_scope", description: "Private", scope: "characters",
                    type: "permission_error", detailCode: "private_character"))
        #expect(error?.name == "insufficient_scope")
        #expect(error?.advice == "Authorize again with the scope that this resource asks for.")
    }

    @Test func theBodyAloneIsEnough() {
        let error = refused(answer(#"{"error":{"message":"Gone","type":"not_found_error","param":"id"}}"#, status: 404))
        #expect(error?.name == "not_found_error")
        #expect(error?.server?.parameter == "id")
        #expect(error?.advice == "Check the URL: its path, and the id in it.")
        #expect(refused(answer(#"{"error":"Forbidden"}"#, status: 403))?.name == "Forbidden")
    }

    @Test func aBareChallengeMeansThatNoTokenArrived() {
        let error = refused(HTTPResponse(status: 401, headers: challenge(#"Basic, Bearer realm="serika""#)))
        #expect(error?.code == .unexpectedStatus)
        #expect(error?.found.contains("asks for a bearer token for “serika”") == true)
        #expect(error?.advice.contains("names no reason") == true)
    }

    @Test func silentRefusalsTellTheirStatus() {
        let page = HTTPResponse(
            status: 500, headers: [HTTPHeader("Content-Type", "text/html")], body: Array("<html>".utf8))
        #expect(refused(page)?.code == .unexpectedStatus)
        #expect(refused(page)?.status == 500)
        #expect(refused(HTTPResponse(status: 302))?.code == .unexpectedRedirect)
    }
}
