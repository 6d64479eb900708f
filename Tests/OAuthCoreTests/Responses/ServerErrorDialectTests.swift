import HTTPMessage
import OAuthSupport
import Testing

@testable import OAuthCore

/// Errors as servers in use write them, which is seldom as the standard says.
@Suite struct ServerErrorDialectTests {
    private static func answer(_ body: String, _ status: Int, _ type: String) -> HTTPResponse {
        HTTPResponse(status: status, headers: [HTTPHeader("Content-Type", type)], body: Array(body.utf8))
    }

    /// Whose style, the body, its media type, the code and a word of the description.
    static let bodies: [(String, String, String, String)] = [
        (
            #"{"errorCode":"invalid_client","errorSummary":"Invalid value for client_id"}"#, "application/json",
            "invalid_client", "client_id"
        ),
        (
            #"{"fault":{"faultstring":"Invalid Access Token","detail":{"errorcode":"oauth.v2.InvalidAccessToken"}}}"#,
            "application/json", "oauth.v2.InvalidAccessToken", "Invalid"
        ),
        (
            #"{"error":{"message":"Session has expired","type":"OAuthException","code":190,"error_subcode":463}}"#,
            "text/javascript", "190", "expired"
        ),
        (
            #"{"error":{"code":403,"message":"Request had insufficient scopes","status":"PERMISSION_DENIED","details":[{"reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}"#,
            "application/json", "PERMISSION_DENIED", "insufficient"
        ),
        (#"{"errors":[{"code":89,"message":"Invalid or expired token."}]}"#, "application/json", "89", "expired"),
        (#"{"message":"Bad credentials"}"#, "application/json", "Bad credentials", "Bad"),
        (
            #"{"detail":"Token is blacklisted","code":"token_not_valid"}"#, "application/json", "token_not_valid",
            "Token"
        ),
        (#"{"error":true,"error_code":"E1","error_message":"Nein"}"#, "application/json", "E1", "Nein"),
        (#"{"error":"invalid_grant"}"#, "text/plain", "invalid_grant", ""),
        (
            "error=bad_verification_code&error_description=The+code+is+incorrect", "application/x-www-form-urlencoded",
            "bad_verification_code", "incorrect"
        ),
        (
            "<?xml version=\"1.0\"?><OAuth><error> invalid_grant </error><error_description>Weg</error_description></OAuth>",
            "application/xml", "invalid_grant", "Weg"
        ),
        (
            #"{"type":"about:blank","title":"Forbidden","status":403,"detail":"No"}"#, "application/problem+json", "No",
            "No"
        ),
    ]

    @Test(arguments: bodies) func areRead(body: String, type: String, code: String, word: String) {
        let error = ServerError(response: Self.answer(body, 400, type))
        #expect(error?.error == code)
        #expect(word.isEmpty || error?.description?.contains(word) == true)
    }

    @Test(arguments: [
        ("<html><error>x</error></html>", "text/html"), ("It does not work, error=5 or so", "text/plain"),
        ("<a><error><b>x</b></error></a>", "text/xml"), ("[1]", "application/json"), ("", "text/plain"),
    ]) func areNotInvented(body: String, type: String) {
        #expect(ServerError(response: Self.answer(body, 400, type)) == nil)
    }

    /// What is called a message in a success is none.
    @Test func aSuccessWithAMessageIsNoError() {
        #expect(ServerError(response: Self.answer(#"{"message":"Hello","code":7}"#, 200, "application/json")) == nil)
    }

    @Test func tokensInAFormAreTaken() throws {
        let form = Self.answer(
            "access_token=gho_1&scope=repo%2Cuser&token_type=bearer", 200, "application/x-www-form-urlencoded")
        let tokens = try TokenResponse.process(form, requested: Scope(), receivedAt: 0)
        #expect(tokens.tokens.accessToken == "gho_1")
        #expect(tokens.warnings.contains { $0.code == "media-type" })
    }

    @Test func anErrorInAFormOf200IsARefusal() {
        let form = Self.answer("error=bad_verification_code", 200, "application/x-www-form-urlencoded")
        #expect(throws: OAuthError.self) { try TokenResponse.process(form, requested: Scope(), receivedAt: 0) }
    }
}
