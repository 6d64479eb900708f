import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// Refusals of APIs that do not speak RFC 6750.
@Suite struct ForeignResourceTests {
    private static func answer(_ status: Int, _ body: String) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPHeader("Content-Type", "application/json")], body: Array(body.utf8))
    }

    private func session(granted: Scope = "read") -> Session {
        var session = Session()
        session.authorize(scope: "read")
        session.post(Session.redeem(), answer: .tokens())
        session.keep("access-1", refresh: "refresh-1", scope: granted)
        return session
    }

    static let ofTheToken: [HTTPResponse] = [
        answer(400, #"{"error":{"message":"Session has expired","type":"OAuthException","code":190}}"#),
        answer(401, #"{"error":{"code":401,"message":"Invalid Credentials","status":"UNAUTHENTICATED"}}"#),
        answer(401, #"{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}"#),
        answer(200, #"{"ok":false,"error":"token_expired"}"#), answer(403, #"{"error":"invalid_token"}"#),
    ]

    @Test(arguments: ofTheToken) func anExpiredToken(_ answer: HTTPResponse) {
        var session = session()
        session.get("/things", token: "access-1", answer: answer, at: 4_000_000)
        #expect(session.verdict == "token-expired proved")
    }

    @Test(arguments: ofTheToken) func aFreshTokenProvesNothing(_ answer: HTTPResponse) {
        var session = session()
        session.get("/things", token: "access-1", answer: answer)
        #expect(session.proved.isEmpty)
        #expect(!session.conclusion.isSuccess)
        #expect(!session.conclusion.verdicts.contains { ["resource-forbidden", "request-refused"].contains($0.cause) })
    }

    @Test(arguments: ofTheToken) func aRefreshTokenInItsPlace(_ answer: HTTPResponse) {
        var session = session()
        session.get("/things", token: "refresh-1", answer: answer)
        #expect(session.verdict.hasPrefix("wrong-credential"))
    }

    @Test(arguments: [
        answer(
            403,
            #"{"error":{"code":403,"message":"No","status":"PERMISSION_DENIED","details":[{"reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}"#
        ), answer(401, #"{"error":"insufficient_scope"}"#), answer(200, #"{"ok":false,"error":"missing_scope"}"#),
    ]) func aScopeThatIsTooSmall(_ answer: HTTPResponse) {
        var session = session()
        session.get("/things", token: "access-1", answer: answer)
        #expect(session.verdict == "scope-insufficient likely")
        #expect(session.proved.isEmpty)
    }

    @Test func aScopeThatTheBodyNames() {
        var session = session()
        session.get(
            "/things", token: "access-1",
            answer: Self.answer(200, #"{"ok":false,"error":"missing_scope","needed":"write,admin","provided":"read"}"#))
        #expect(session.verdict == "scope-insufficient proved")
        guard case .createClient(_, let scope)? = session.conclusion.verdict?.fix?.steps.first?.action else {
            Issue.record("no client is registered for the scope")
            return
        }
        #expect(scope.contains("read") && scope.contains("admin"))
    }

    /// Some servers say 403, and no more, of whatever is wrong with a token.
    @Test func aBare403OfAnExpiredToken() {
        var session = session()
        session.get("/things", token: "access-1", answer: .refusal(403), at: 4_000_000)
        #expect(session.verdict == "token-expired likely")
    }

    @Test func aTokenThatOpensAnotherDoorLaterIsNotExpired() {
        var session = session()
        session.get("/things", token: "access-1", answer: .refusal(403), at: 4_000_000)
        session.get("/userinfo", token: "access-1", answer: HTTPResponse(status: 200), at: 4_001_000)
        session.evidence.subject = .exchange(2, problem: nil)
        #expect(session.verdict == "resource-forbidden likely")
    }

    /// GitHub and others take schemes of their own.
    @Test func anotherSchemeIsOnlyLikelyWrong() {
        var session = session()
        let header = HTTPHeader("Authorization", "Token access-1")
        session.add(
            HTTPRequest("GET", Session.base + "/things", headers: [header]), .refusal(401, "Bad credentials"),
            .resource,
            at: 4000)
        #expect(session.verdict == "credential-missing likely")
    }

    /// An API that takes tokens in the URL may refuse this one for another reason.
    @Test func aTokenInTheURLProvesNothingWhereTheServerSaysNothing() {
        var session = session()
        session.get("/things?access_token=access-1", token: nil, answer: .refusal(401))
        #expect(session.proved.isEmpty)
    }

    @Test func anAnswerThatSaysYesIsASuccess() {
        var session = session()
        session.get("/things", token: "access-1", answer: Self.answer(200, #"{"ok":true,"error":""}"#))
        #expect(session.conclusion.isSuccess)
    }
}
