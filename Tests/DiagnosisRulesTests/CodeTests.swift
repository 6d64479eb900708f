import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// Refusals of a code that look alike: the same answer, and another cause each.
@Suite struct CodeTests {
    /// How servers say no to a code: by the standard, in words of their own, and without any.
    static let answers: [HTTPResponse] = [
        .refusal(400, "invalid_grant"), .refusal(403, "invalid_code"), .refusal(403), .refusal(400),
        .refusal(400, "invalid_request"), .refusal(403, "unauthorized_client"),
    ]

    private func session(_ answer: HTTPResponse, _ change: (inout FormParameters) -> Void = { _ in }) -> Session {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(change), answer: answer)
        return session
    }

    @Test(arguments: answers) func aReusedCode(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens())
        session.post(Session.redeem(), answer: answer)
        #expect(session.verdict == "code-reused proved")
    }

    @Test(arguments: answers) func aCodeSentBeforeWithoutAnAnswer(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: nil)
        session.post(Session.redeem(), answer: answer)
        #expect(session.verdict == "code-reused likely")
    }

    @Test func aCodeRefusedBeforeIsNotReused() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem { $0.set("client_secret", "wrong") }, answer: .refusal(401, "invalid_client"))
        session.post(Session.redeem(), answer: .refusal(400, "invalid_grant"))
        #expect(session.proved.isEmpty)
    }

    @Test(arguments: answers) func firstUseOfARightCodeIsNeverProvedExpired(_ answer: HTTPResponse) {
        let session = session(answer)
        #expect(session.proved.isEmpty)
        #expect(session.conclusion.verdicts.contains { $0.cause == "code-expired" })
    }

    @Test func anOldCodeIsLikelyExpired() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .refusal(400, "invalid_grant"), at: 700_000)
        #expect(session.verdict == "code-expired likely")
    }

    @Test(arguments: answers) func anotherRedirectURI(_ answer: HTTPResponse) throws {
        let session = session(answer) { $0.set("redirect_uri", Session.callback + "/") }
        #expect(session.verdict == "redirect-uri-changed proved")
        let difference = try #require(session.conclusion.verdict?.evidence.first?.difference)
        #expect(difference.foundPart == "/" && difference.expectedPart.isEmpty)
        #expect(difference.words == "\u{201C}/\u{201D} is too much at character 31")
    }

    @Test(arguments: answers) func anotherVerifier(_ answer: HTTPResponse) {
        let session = session(answer) { $0.set("code_verifier", "another-verifier-that-is-long-enough-to-be-one") }
        #expect(session.verdict == "verifier-mismatch proved")
    }

    @Test func aServerThatMayNotKnowPKCEProvesNothing() {
        var session = session(.refusal(400, "invalid_grant")) { $0.set("code_verifier", "x") }
        session.evidence.provider.server.codeChallengeMethodsSupported = nil
        #expect(session.verdict == "verifier-mismatch likely")
    }

    @Test func aServerThatReadsJSONIsNotBlamedForIt() {
        var session = Session()
        session.authorize()
        session.add(
            HTTPRequest(
                "POST", Session.base + "/token", headers: [HTTPHeader("Content-Type", "application/json")],
                body: Array(#"{"grant_type":"authorization_code"}"#.utf8)),
            .refusal(400, "invalid_grant"), .token, at: 3000)
        #expect(session.proved.isEmpty)
    }

    @Test(arguments: answers) func noVerifier(_ answer: HTTPResponse) {
        let session = session(answer) { $0.remove("code_verifier") }
        #expect(session.verdict == "verifier-missing proved")
    }

    @Test func aVerifierWithoutAChallenge() {
        var session = Session()
        session.authorize(verifier: nil)
        session.post(Session.redeem(), answer: .refusal(400, "invalid_grant"))
        #expect(session.verdict == "verifier-unexpected likely")
    }

    @Test func theVerifierOfAnotherFlowIsNamed() {
        var session = Session()
        session.authorize(code: "code-0", verifier: "the-verifier-of-another-flow-of-43-characters")
        session.authorize()
        session.post(
            Session.redeem { $0.set("code_verifier", "the-verifier-of-another-flow-of-43-characters") },
            answer: .refusal(400, "invalid_grant"))
        #expect(session.verdict == "verifier-mismatch proved")
        #expect(session.conclusion.verdict?.sentence.contains("authorization 1, another flow") == true)
    }

    @Test func anotherClient() {
        let session = session(.refusal(400, "invalid_grant")) { $0.set("client_id", "other") }
        #expect(session.verdict == "code-of-another-client proved")
    }

    @Test func aRefusedClientSaysNothingOfTheCode() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens())
        session.post(Session.redeem { $0.set("client_secret", "a-wrong-one") }, answer: .refusal(401, "invalid_client"))
        #expect(session.verdict == "secret-wrong proved")
        #expect(!session.conclusion.verdicts.contains { $0.cause.hasPrefix("code-") })
    }

    @Test func twoFaultsAreBothTold() {
        let session = session(.refusal(400, "invalid_grant")) { form in
            form.set("redirect_uri", Session.callback + "?x=1")
            form.set("code_verifier", "another-verifier-that-is-long-enough-to-be-one")
        }
        // A server of OAuth 2.1 does not look at the redirect URI, so that the verifier alone is sure.
        #expect(session.proved == ["verifier-mismatch"])
        #expect(session.conclusion.verdicts.map(\.cause) == ["verifier-mismatch", "redirect-uri-changed"])
    }

    @Test func aServerThatFailsBlamesNobody() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens())
        session.post(Session.redeem(), answer: .refusal(503, "server_error"))
        #expect(session.verdict == "server-failed proved")
        #expect(session.proved == ["server-failed"])
    }
}
