import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// The same faults in the words of servers that nobody here wrote.
@Suite struct ForeignWordsTests {
    private static func answer(_ status: Int, _ body: String, _ type: String = "application/json") -> HTTPResponse {
        HTTPResponse(status: status, headers: [HTTPHeader("Content-Type", type)], body: Array(body.utf8))
    }

    private static func described(_ status: Int, _ error: String, _ description: String) -> HTTPResponse {
        answer(status, #"{"error":"\#(error)","error_description":"\#(description)"}"#)
    }

    private func redeemed(_ answer: HTTPResponse, _ change: (inout FormParameters) -> Void = { _ in }) -> Session {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(change), answer: answer)
        return session
    }

    /// Of a code, or of what goes with it.
    static let ofTheGrant: [HTTPResponse] = [
        answer(
            200, #"{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired."}"#),
        answer(200, "error=bad_verification_code&error_description=Incorrect", "application/x-www-form-urlencoded"),
        answer(200, #"{"ok":false,"error":"invalid_code"}"#),
        answer(400, "<OAuth><error>invalid_grant</error></OAuth>", "application/xml"),
        answer(400, #"{"error":"invalid_grant"}"#, "text/plain"),
        answer(
            400, #"{"error":{"message":"This authorization code has been used.","type":"OAuthException","code":100}}"#),
        described(400, "invalid_grant", "Der Autorisierungscode ist ungültig oder abgelaufen."),
        described(400, "invalid_grant", "認可コードが無効です。"),
        described(403, "invalid_code", "?"), described(401, "invalid_grant", "Code not valid"),
        described(500, "invalid_grant", "oops"),
    ]

    @Test(arguments: ofTheGrant) func aReusedCode(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens())
        session.post(Session.redeem(), answer: answer)
        #expect(session.verdict == "code-reused proved")
        #expect(!session.conclusion.verdicts.contains { $0.cause.hasPrefix("secret-") || $0.cause == "server-failed" })
    }

    @Test(arguments: ofTheGrant) func aRightCodeProvesNothing(_ answer: HTTPResponse) {
        let session = redeemed(answer)
        #expect(session.proved.isEmpty)
        #expect(!session.conclusion.isSuccess)
    }

    @Test(arguments: ofTheGrant) func aWrongVerifier(_ answer: HTTPResponse) {
        let session = redeemed(answer) { $0.set("code_verifier", "another-verifier-that-is-long-enough-to-be-one") }
        #expect(session.verdict == "verifier-mismatch proved")
    }

    /// Of the client.
    static let ofTheClient: [HTTPResponse] = [
        answer(200, #"{"error":"incorrect_client_credentials"}"#),
        answer(200, #"{"ok":false,"error":"bad_client_secret"}"#),
        described(401, "unauthorized_client", "Invalid client or Invalid client credentials"),
        described(400, "unauthorized_client", "Invalid client secret"),
        described(401, "invalid_client", "AADSTS7000215: Invalid client secret provided."),
        answer(400, #"{"error":{"message":"Error validating client secret.","type":"OAuthException","code":1}}"#),
        answer(401, #"{"errorCode":"invalid_client","errorSummary":"The client secret supplied is invalid."}"#),
        answer(401, #"{"message":"401: Unauthorized","code":0}"#), answer(401, "Invalid client", "text/plain"),
        answer(401, "<html><h1>Unauthorized</h1>", "text/html"),
    ]

    @Test(arguments: ofTheClient) func aWrongSecret(_ answer: HTTPResponse) {
        let session = redeemed(answer) { $0.set("client_secret", "guessed") }
        #expect(session.verdict == "secret-wrong proved")
        #expect(session.proved == ["secret-wrong"])
    }

    @Test(arguments: ofTheClient) func aRightSecretIsNeitherProvedWrongNorTheGrant(_ answer: HTTPResponse) {
        let session = redeemed(answer)
        #expect(session.proved.isEmpty)
        #expect(!session.conclusion.verdicts.contains { $0.cause == "grant-not-allowed" || $0.cause == "code-expired" })
    }

    @Test func aCodeOfANamelessClientIsNotCalledAnothers() {
        let session = redeemed(.refusal(403, "unauthorized_client")) { $0.set("client_id", "nobody") }
        #expect(session.verdict == "client-unknown likely")
        #expect(session.proved.isEmpty)
    }

    /// Metadata that leaves out a grant which works, as glewlwyd's does, and an answer without a word.
    @Test func aGrantThatTheMetadataLeavesOutIsOnlyPossiblyRefused() {
        var session = Session()
        session.evidence.provider.server.grantTypesSupported = ["authorization_code"]
        session.authorize()
        session.post(Session.redeem(), answer: .tokens(refresh: "refresh-1"))
        session.keep("access-1", refresh: "refresh-1")
        session.post(Session.refresh("refresh-1"), answer: .refusal(400))
        let found = session.conclusion.verdicts.first { $0.cause == "grant-not-allowed" }
        #expect(found?.confidence == .possible)
    }

    // MARK: What servers explain

    @Test func theServerSaysThatTheCodeWasUsedElsewhere() {
        let session = redeemed(
            Self.described(400, "invalid_grant", "AADSTS54005: OAuth2 Authorization code was already redeemed"))
        #expect(session.verdict == "code-reused likely")
    }

    @Test func theServerSaysThatTheCodeExpired() {
        let words = "AADSTS70008: The provided authorization code or refresh token has expired due to inactivity."
        #expect(redeemed(Self.described(400, "invalid_grant", words)).verdict == "code-expired likely")
    }

    @Test(arguments: [
        described(400, "invalid_grant", "AADSTS500112: The reply address does not match"),
        described(400, "invalid_grant", "Incorrect redirect_uri"), answer(200, #"{"error":"redirect_uri_mismatch"}"#),
    ]) func theServerNamesTheRedirectURI(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem { $0.set("redirect_uri", Session.callback + "/") }, answer: answer, at: 900_000)
        #expect(session.verdict == "redirect-uri-changed proved")
    }

    /// OAuth 2.1 servers do not compare it, and this code had all the time to expire.
    @Test func anotherRedirectURIBesideAnOldCodeIsOnlyLikely() {
        var session = Session()
        session.authorize()
        session.post(
            Session.redeem { $0.set("redirect_uri", Session.callback + "/") }, answer: .refusal(400, "invalid_grant"),
            at: 900_000)
        #expect(session.proved.isEmpty)
    }

    @Test func theServerNamesPKCE() {
        var session = redeemed(Self.described(400, "invalid_grant", "PKCE verification failed: Code mismatch")) {
            $0.set("code_verifier", "another-verifier-that-is-long-enough-to-be-one")
        }
        session.evidence.provider.server.codeChallengeMethodsSupported = nil
        #expect(session.verdict == "verifier-mismatch proved")
    }

    @Test func aCodeWithoutAChallengeIsRefusedAtTheTokenEndpoint() {
        var session = Session()
        session.authorize(verifier: nil)
        session.post(
            Session.redeem { $0.remove("code_verifier") },
            answer: Self.described(400, "invalid_request", "Missing 'code_verifier'"))
        #expect(session.verdict == "challenge-missing proved")
    }

    @Test func aCodeThatWasNotUnescaped() {
        var session = Session()
        session.authorize(code: "4/0Ab_c")
        session.post(Session.redeem { $0.set("code", "4%2F0Ab_c") }, answer: .refusal(400, "invalid_grant"))
        #expect(session.verdict == "code-encoded proved")
    }

    // MARK: What stands before the endpoint

    @Test(arguments: [403, 404]) func aPageMayNotHaveLookedAtTheRequest(_ status: Int) {
        let page = Self.answer(status, "<html>Request blocked</html>", "text/html")
        let session = redeemed(page) { $0.set("client_secret", "guessed") }
        #expect(session.proved == ["not-an-oauth-response"])
    }

    @Test func aPageOfAnEndpointThatSpeaksOAuthIsItsOwn() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens())
        session.post(Session.redeem(), answer: Self.answer(400, "<html>Bad Request</html>", "text/html"))
        #expect(session.verdict == "code-reused likely")
    }

    @Test func anErrorPageOfTheServerItselfIsItsFailure() {
        let session = redeemed(Self.answer(500, "<html>Server Error (500)</html>", "text/html"))
        #expect(session.verdict == "server-failed likely")
    }

    @Test func nothingAtTheAddress() {
        let session = redeemed(Self.answer(404, #"{"error":"resource not found","message":"none"}"#)) {
            $0.set("client_secret", "guessed")
        }
        #expect(session.verdict == "not-an-oauth-response likely")
    }

    // MARK: Requests that servers read in their own way

    @Test(arguments: [described(401, "access_denied", "Unauthorized"), .refusal(403, "unauthorized_client")])
    func jsonIsReadBySomeServers(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.add(
            HTTPRequest(
                "POST", Session.base + "/token", headers: [HTTPHeader("Content-Type", "application/json")],
                body: Array(#"{"grant_type":"authorization_code"}"#.utf8)), answer, .token, at: 3000)
        #expect(session.proved.isEmpty)
    }

    @Test func resourceMayComeTwice() {
        let session = redeemed(.refusal(400, "invalid_grant")) {
            $0.add("resource", "https://a.example")
            $0.add("resource", "https://b.example")
        }
        #expect(!session.conclusion.verdicts.contains { $0.cause == "token-request-malformed" })
    }

    @Test func twoMethodsThatTheServerDoesNotSpeakOfProveNothing() {
        let basic = BasicCredentials(id: "app", secret: "the-secret").headerValue
        for answer in [HTTPResponse.refusal(403, "unauthorized_client"), .refusal(400)] {
            var session = Session()
            session.authorize()
            session.post(Session.redeem(), headers: [HTTPHeader("Authorization", basic)], answer: answer)
            #expect(session.proved.isEmpty)
        }
    }
}
