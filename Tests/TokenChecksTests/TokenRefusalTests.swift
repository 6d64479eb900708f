import HTTPMessage
import OAuthCore
import OAuthSupport
import Testing

@Suite struct TokenRefusalTests {
    private func refused(_ response: HTTPResponse) -> OAuthError? {
        failure { () throws(OAuthError) in
            try TokenResponse.process(response, requested: "profile", receivedAt: 0)
        }
    }

    @Test func keepsTheServersWords() {
        let error = refused(
            answer(
                #"{"error":"invalid_grant","error_description":"Code expired","error_uri":"https://e/1"}"#, status: 400)
        )
        #expect(error?.code == .refused)
        #expect(error?.status == 400)
        #expect(error?.server == ServerError(error: "invalid_grant", description: "Code expired", uri: "https://e/1"))
        #expect(
            error?.description == "reading the token response: The server answered 400 invalid_grant, “Code expired”. "
                + "The code or refresh token may be used, expired, or of another client, redirect URI or verifier. "
                + "Authorize again, and redeem the code at once.")
    }

    @Test(arguments: [200, 400, 401, 503])
    func anErrorIsOneWhateverItsStatus(status: Int) {
        for extra in ["", #","access_token":null"#] {
            let error = refused(answer(#"{"error":"invalid_client"\#(extra)}"#, status: status))
            #expect(error?.name == "invalid_client")
            #expect(error?.status == status)
        }
    }

    @Test func readsTheErrorsOfAPIs() {
        let error = refused(
            answer(
                #"{"error":{"message":"Bad key","type":"auth_error","param":"id","code":"bad_key"}}"#, status: 401))
        #expect(
            error?.server
                == ServerError(
                    error: "bad_key", description: "Bad key", type: "auth_error", parameter: "id",
                    detailCode: "bad_key"))
        #expect(refused(answer(#"{"error":{"message":"No","code":null}}"#, status: 400))?.server?.error == "No")
    }

    /// A body, and the code and a part of the text that must come of it.
    @Test(arguments: [
        (#"{"token_type":"Bearer"}"#, "missing-member", "no access_token"),
        (#"{"access_token":"","token_type":"Bearer"}"#, "missing-member", "no access_token"),
        (#"{"access_token":5,"token_type":"Bearer"}"#, "invalid-member", "access_token is a number"),
        (#"{"access_token":["a"],"token_type":"Bearer"}"#, "invalid-member", "access_token is an array"),
        (#"{"access_token":"a","token_type":"Bearer","refresh_token":{}}"#, "invalid-member", "refresh_token"),
        (#"{"access_token":"a","token_type":"Bearer","scope":7}"#, "invalid-member", "scope is a number"),
        (#"{"access_token":"a","token_type":"Bearer","scope":["a",1]}"#, "invalid-member", "array of strings"),
        (#"{"access_token":"a\r\nX: y","token_type":"Bearer"}"#, "token-unusable", "control characters"),
        (#"{"access_token":"a\u0000","token_type":"Bearer"}"#, "token-unusable", "control characters"),
        (#"{"access_token":"ä","token_type":"Bearer"}"#, "token-unusable", "no header can carry"),
        (#"{"access_token":"abc","access_token":"b","token_type":"Bearer"}"#, "not-an-oauth-response", "comes twice"),
        (#"["access_token"]"#, "not-an-oauth-response", "an array, not an object"),
        ("null", "not-an-oauth-response", "null, not an object"), ("", "not-an-oauth-response", "the body is empty"),
        ("access_token=abc&token_type=bearer", "not-an-oauth-response", "34 bytes of application/json (no JSON"),
        ("<html>\u{1B}]0;x\u{7}", "not-an-oauth-response", "begins “<html>�]0;x�”"),
    ])
    func refusesOtherBodies(body: String, code: String, found: String) {
        let error = refused(answer(body))
        #expect(error?.code.rawValue == code)
        #expect(error?.found.contains(found) == true, "\(error?.found ?? "")")
        #expect(error?.description.contains("abc") == false)
        #expect(error?.description.contains("\u{1B}") == false)
    }

    @Test func tellsOfHTMLWithItsStatus() {
        let page = HTTPResponse(
            status: 502, headers: [HTTPHeader("Content-Type", "text/html; charset=utf-8")],
            body: Array("<!DOCTYPE html><title>Bad gateway</title>".utf8))
        let error = refused(page)
        #expect(error?.code == .notOAuthResponse)
        #expect(error?.status == 502)
        #expect(error?.found.contains("41 bytes of text/html, which begins “<!DOCTYPE html>") == true)
    }

    @Test func tellsWhereARedirectGoes() {
        let moved = HTTPResponse(status: 307, headers: [HTTPHeader("Location", "https://as.example/token/?code=abc")])
        #expect(refused(moved)?.code == .unexpectedRedirect)
        #expect(refused(moved)?.found.hasSuffix("sends us to https://as.example/token/") == true)
    }

    @Test func tellsHowLongToWait() {
        let busy = HTTPResponse(status: 429, headers: [HTTPHeader("Retry-After", "7")])
        #expect(refused(busy)?.code == .unexpectedStatus)
        #expect(refused(busy)?.advice == "Too many requests; try again in 7 seconds.")
        let limited = answer(
            #"{"error":{"message":"Slow down","code":"rate_limited"}}"#, status: 429,
            headers: [HTTPHeader("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT")])
        #expect(refused(limited)?.advice == "Too many requests; try again after Wed, 21 Oct 2026 07:28:00 GMT.")
    }
}
