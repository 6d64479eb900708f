import HTTPMessage
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// Refusals of a refresh token that look alike.
@Suite struct RefreshTests {
    static let answers: [HTTPResponse] = [
        .refusal(400, "invalid_grant"), .refusal(400), .refusal(403, "invalid_refresh_token"),
    ]

    private var session: Session {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens(refresh: "refresh-1"))
        session.keep("access-1", refresh: "refresh-1")
        return session
    }

    @Test(arguments: answers) func replacedByANewer(_ answer: HTTPResponse) {
        var session = session
        session.post(Session.refresh("refresh-1"), answer: .tokens("access-2", refresh: "refresh-2"))
        session.keep("access-2", refresh: "refresh-2", parent: 1)
        session.post(Session.refresh("refresh-1"), answer: answer)
        #expect(session.verdict == "refresh-token-rotated proved")
    }

    @Test(arguments: answers) func theNewestIsNeverProvedDead(_ answer: HTTPResponse) {
        var session = session
        session.post(Session.refresh("refresh-1"), answer: answer)
        #expect(session.proved.isEmpty)
        #expect(session.conclusion.verdict?.cause == "refresh-token-dead")
    }

    @Test(arguments: answers) func anAnswerThatWasLost(_ answer: HTTPResponse) {
        var session = session
        session.post(Session.refresh("refresh-1"), answer: nil)
        session.post(Session.refresh("refresh-1"), answer: answer)
        #expect(session.verdict == "refresh-token-rotated likely")
    }

    @Test func aServerThatDoesNotRotate() {
        var session = session
        session.post(Session.refresh("refresh-1"), answer: .tokens("access-2"))
        session.post(Session.refresh("refresh-1"), answer: .refusal(400, "invalid_grant"))
        #expect(session.verdict == "refresh-token-dead likely")
    }

    @Test func revoked() {
        var session = session
        session.post(["token": "refresh-1"], to: "/revoke", answer: HTTPResponse(status: 200))
        session.post(Session.refresh("refresh-1"), answer: .refusal(400, "invalid_grant"))
        #expect(session.verdict == "refresh-token-dead proved")
    }

    @Test func theNewestAfterAnOlderOneCameAgain() {
        var session = session
        session.post(Session.refresh("refresh-1"), answer: .tokens("access-2", refresh: "refresh-2"))
        session.keep("access-2", refresh: "refresh-2", parent: 1)
        session.post(Session.refresh("refresh-1"), answer: .refusal(400, "invalid_grant"))
        session.post(Session.refresh("refresh-2"), answer: .refusal(400, "invalid_grant"))
        #expect(session.verdict == "refresh-token-dead likely")
        #expect(session.conclusion.verdict?.sentence.contains("exchange 3") == true)
    }

    @Test func moreThanWasGranted() {
        var session = session
        session.post(Session.refresh("refresh-1", scope: "read admin"), answer: .refusal(400, "invalid_scope"))
        #expect(session.verdict == "scope-wider-than-granted proved")
    }

    @Test func lessThanWasGrantedIsNotTheScope() {
        var session = session
        session.post(Session.refresh("refresh-1", scope: "read"), answer: .refusal(400, "invalid_grant"))
        #expect(session.conclusion.verdict?.cause == "refresh-token-dead")
    }
}
