import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// A fix is held against what was recorded: steps that cannot work are left out, with the reason.
@Suite struct WorkableFixTests {
    private static let exchange = FixStep(.exchange)
    private static let refresh = FixStep(.refresh(scope: nil))
    private static let authorize = FixStep(.authorize(AuthorizationChange()))

    private func objection(_ session: Session, _ steps: [FixStep], mayPassLater: Bool = false) -> String? {
        let fix = Case(session.evidence).workable(Fix("text", steps), mayPassLater: mayPassLater)
        #expect(fix.steps.isEmpty == (fix.objection != nil))
        return fix.objection
    }

    private static func refused(_ change: (inout FormParameters) -> Void = { _ in }) -> Session {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(change), answer: .refusal(400, "invalid_grant"))
        return session
    }

    @Test func theSameRequestIsNotSentAgain() {
        #expect(objection(WorkableFixTests.refused(), [WorkableFixTests.exchange])?.contains("unchanged") == true)
    }

    @Test func whatPassesLaterIsSentAgain() {
        #expect(objection(WorkableFixTests.refused(), [WorkableFixTests.exchange], mayPassLater: true) == nil)
    }

    @Test(arguments: ["redirect_uri", "code_verifier", "code", "client_secret", "resource"])
    func anotherRequestIs(_ name: String) {
        let session = WorkableFixTests.refused { $0.set(name, "another") }
        #expect(objection(session, [WorkableFixTests.exchange]) == nil)
    }

    @Test func anotherMethodIs() {
        var step = WorkableFixTests.exchange
        step.clientAuthentication = "client_secret_basic"
        #expect(objection(WorkableFixTests.refused(), [step]) == nil)
        step.clientAuthentication = "client_secret_post"
        #expect(objection(WorkableFixTests.refused(), [step]) != nil)
    }

    @Test func aCodeThatWasRedeemedIsNotRedeemedAgain() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens())
        session.post(Session.redeem { $0.set("redirect_uri", "http://other/") }, answer: .refusal(400, "invalid_grant"))
        #expect(objection(session, [WorkableFixTests.exchange])?.contains("exchange 1") == true)
        #expect(objection(session, [WorkableFixTests.authorize, WorkableFixTests.exchange]) == nil)
    }

    @Test func theSameRefreshTokenIsNotSentAgain() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens(refresh: "r-1"))
        session.keep("access-1", refresh: "r-1")
        session.post(Session.refresh("r-1"), answer: .refusal(400, "invalid_grant"))
        #expect(objection(session, [WorkableFixTests.refresh]) != nil)
        #expect(objection(session, [FixStep(.refresh(scope: "read"))]) == nil)
        #expect(
            objection(session, [WorkableFixTests.authorize, WorkableFixTests.exchange, WorkableFixTests.refresh]) == nil
        )
    }

    @Test func theSameCallIsNotMadeAgain() {
        var session = Session()
        session.keep("access-1", refresh: "r-1")
        session.get("/me", token: "access-1", answer: .refusal(401))
        let call = FixStep(.call(ResourceCall(method: "GET", target: "/me")))
        #expect(objection(session, [call]) != nil)
        #expect(objection(session, [WorkableFixTests.refresh, call]) == nil)
        #expect(objection(session, [FixStep(.call(ResourceCall(method: "GET", target: "/you")))]) == nil)
        session.get("/me", token: "an-old-one", answer: .refusal(401))
        #expect(objection(session, [call]) == nil)
    }

    @Test func metadataThatIsThereIsNotSetAgain() {
        let session = WorkableFixTests.refused()
        #expect(objection(session, [FixStep(.setMetadata(name: "issuer", value: Session.base))]) != nil)
        #expect(objection(session, [FixStep(.useIssuer(Session.base))]) != nil)
        #expect(objection(session, [FixStep(.useIssuer("https://other.example"))]) == nil)
    }
}
