import Encodings
import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// Refusals of a resource that look alike.
@Suite struct ResourceTests {
    private static func challenge(_ error: String?, scope: String? = nil) -> HTTPHeaders {
        let challenge = AuthenticationChallenge.bearer(error: error, scope: scope)
        return [HTTPHeader("WWW-Authenticate", challenge.fieldValue)]
    }

    private func session(granted: Scope = "read write", asked: String = "read write") -> Session {
        var session = Session()
        session.authorize(scope: asked)
        session.post(Session.redeem(), answer: .tokens())
        session.keep("access-1", refresh: "refresh-1", scope: granted)
        return session
    }

    @Test func askedForAndNotGranted() {
        var session = session(granted: "read")
        session.get(
            "/things", token: "access-1",
            answer: .refusal(403, headers: Self.challenge("insufficient_scope", scope: "write")))
        #expect(session.verdict == "consent-narrowed proved")
    }

    @Test func neverAskedFor() {
        var session = session(granted: "read", asked: "read")
        session.get(
            "/things", token: "access-1",
            answer: .refusal(403, headers: Self.challenge("insufficient_scope", scope: "write")))
        #expect(session.verdict == "scope-insufficient proved")
        #expect(session.conclusion.verdict?.sentence.contains("never asked for") == true)
    }

    @Test func notRegisteredFor() {
        var session = session()
        session.get(
            "/things", token: "access-1",
            answer: .refusal(403, headers: Self.challenge("insufficient_scope", scope: "admin")))
        #expect(session.verdict == "scope-insufficient proved")
        #expect(session.conclusion.verdict?.sentence.contains("not even registered") == true)
    }

    @Test func aBare403WithAllThatWasAskedIsNotTheScope() {
        var session = session()
        session.get("/things/1", token: "access-1", answer: .refusal(403))
        #expect(session.verdict == "resource-forbidden possible")
        #expect(session.proved.isEmpty)
    }

    @Test func whatIsBesideItOpens() {
        var session = session()
        session.get("/things/1", token: "access-1", answer: HTTPResponse(status: 200))
        session.get("/things/2", token: "access-1", answer: .refusal(403, "forbidden"))
        #expect(session.verdict == "resource-forbidden proved")
    }

    @Test func aBare403AfterANarrowedConsentIsNotProved() {
        var session = session(granted: "read")
        session.get("/things/1", token: "access-1", answer: .refusal(403))
        #expect(session.proved.isEmpty)
        #expect(session.conclusion.verdicts.contains { $0.cause == "consent-narrowed" })
    }

    @Test func noCredential() {
        var session = session()
        session.get("/things", token: nil, answer: .refusal(401))
        #expect(session.verdict == "credential-missing proved")
    }

    @Test func expiredByTheServersClock() {
        var session = Session()
        session.authorize()
        var answer = HTTPResponse.tokens()
        answer.headers.add("Date", HTTPDate.text(1_000_000))
        session.post(Session.redeem(), answer: answer)
        session.keep("access-1")
        session.get(
            "/things", token: "access-1",
            answer: .refusal(401, headers: [HTTPHeader("Date", HTTPDate.text(1_000_000 + 3_700_000))]))
        #expect(session.verdict == "token-expired proved")
    }

    /// Servers allow for clocks that differ: a second late is not surely why.
    @Test func expiredAMomentAgoIsOnlyLikely() {
        var session = Session()
        session.authorize()
        var answer = HTTPResponse.tokens()
        answer.headers.add("Date", HTTPDate.text(1_000_000))
        session.post(Session.redeem(), answer: answer)
        session.keep("access-1")
        session.get(
            "/things", token: "access-1",
            answer: .refusal(401, headers: [HTTPHeader("Date", HTTPDate.text(1_000_000 + 3_602_000))]))
        #expect(session.verdict == "token-expired likely")
    }

    @Test func aFreshTokenIsNotExpired() {
        var session = session()
        session.get("/things", token: "access-1", answer: .refusal(401, "invalid_token"))
        #expect(!session.conclusion.verdicts.contains { $0.cause == "token-expired" })
        #expect(session.proved.isEmpty)
    }

    @Test func revokedOrNot() {
        var session = session()
        session.post(["token": "access-1"], to: "/revoke", answer: HTTPResponse(status: 200))
        session.get("/things", token: "access-1", answer: .refusal(401, "invalid_token"))
        #expect(session.verdict == "token-revoked proved")
    }

    @Test func aRefreshTokenInItsPlace() {
        var session = session()
        session.get("/things", token: "refresh-1", answer: .refusal(401))
        #expect(session.verdict == "wrong-credential proved")
    }

    @Test func theTokenOfAnotherProvider() {
        var session = session()
        session.keep("access-2", provider: "elsewhere")
        session.get("/things", token: "access-2", answer: .refusal(401))
        #expect(session.verdict == "wrong-audience likely")
    }

    @Test func activeAndNotTaken() {
        var session = session()
        session.get("/things", token: "access-1", answer: .refusal(401, "invalid_token"))
        session.post(
            ["token": "access-1"], to: "/introspect",
            answer: HTTPResponse(status: 200, body: Array(#"{"active":true}"#.utf8)))
        session.evidence.subject = .exchange(2, problem: nil)
        #expect(session.verdict == "introspection-disagrees proved")
    }

    @Test func anotherKindOfThingBesideItProvesNothing() {
        var session = session()
        session.get("/things/1", token: "access-1", answer: HTTPResponse(status: 200))
        session.get("/things/secrets", token: "access-1", answer: .refusal(403, "forbidden"))
        #expect(session.verdict == "resource-forbidden likely")
    }

    @Test func aRevokedRefreshTokenMayLeaveTheAccessTokenAlive() {
        var session = session()
        session.post(["token": "refresh-1"], to: "/revoke", answer: HTTPResponse(status: 200))
        session.get("/things", token: "access-1", answer: .refusal(401, "invalid_token"))
        #expect(session.verdict == "token-revoked likely")
    }

    @Test func aSuccessIsASuccess() {
        var session = session()
        session.get("/things", token: "access-1", answer: HTTPResponse(status: 200))
        #expect(session.conclusion == Conclusion(verdicts: [], ruledOut: [], isSuccess: true))
    }

    /// Sending nothing once more cannot work: the fix gets a token first.
    @Test(arguments: [true, false]) func aFixSendsWhatTheSessionHas(_ hasToken: Bool) throws {
        var session = session()
        if !hasToken { session.evidence.tokens = [] }
        session.get("/things", token: nil, answer: HTTPResponse(status: 401, headers: Self.challenge(nil)))
        let verdict = try #require(session.conclusion.verdict)
        #expect(verdict.cause == "credential-missing")
        #expect(verdict.fix?.steps.contains(.exchange) == !hasToken)
    }
}
