import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// Refusals of a client that look alike.
@Suite struct ClientTests {
    static let answers: [HTTPResponse] = [
        .refusal(401, "invalid_client"), .refusal(403), .refusal(401), .refusal(400, "invalid_client"),
        .refusal(401, "unauthorized_client"),
    ]

    private static func basic(_ secret: String, encoded: Bool = true) -> HTTPHeaders {
        let credentials = BasicCredentials(id: "app", secret: secret)
        return [HTTPHeader("Authorization", encoded ? credentials.headerValue : credentials.headerValueNotEncoded)]
    }

    private static var withoutCredentials: FormParameters {
        Session.redeem {
            $0.remove("client_id")
            $0.remove("client_secret")
        }
    }

    private func replaced(in session: inout Session, _ secret: String = "the-new-secret") {
        var client = session.evidence.clients[0]
        client.registration.secret = secret
        client.since = 10
        session.evidence.clients.append(client)
    }

    @Test(arguments: answers) func theSecretBeforeTheLast(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        replaced(in: &session)
        session.post(Session.redeem(), answer: answer)
        #expect(session.verdict == "secret-replaced proved")
    }

    @Test(arguments: answers) func aSecretThatNeverWas(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem { $0.set("client_secret", "guessed") }, answer: answer)
        #expect(session.verdict == "secret-wrong proved")
    }

    @Test func aSecretOfAClientThatTheUserAddedIsOnlyLikelyWrong() {
        var session = Session()
        session.evidence.clients[0].origin = .user
        session.authorize()
        session.post(Session.redeem { $0.set("client_secret", "guessed") }, answer: .refusal(401, "invalid_client"))
        #expect(session.verdict == "secret-wrong likely")
    }

    @Test(arguments: answers) func theRightSecretRefusedOnceProvesNothing(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: answer)
        #expect(session.proved.isEmpty)
        #expect(session.conclusion.verdicts.contains { $0.cause == "client-auth-method" })
    }

    @Test(arguments: answers) func theSameSecretTakenAnotherWay(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens())
        session.post(Self.withoutCredentials, headers: Self.basic("the-secret"), answer: answer)
        let verdict = session.conclusion.verdicts.first { $0.cause == "client-auth-method" }
        #expect(verdict?.confidence == .likely)
        #expect(verdict?.assumptions.isEmpty == false)
    }

    /// The control: the same method with a secret that nobody has.
    @Test(arguments: answers) func theControlProvesTheMethod(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem { $0.set("client_secret", "nobodys") }, answer: .refusal(401, "invalid_client"))
        session.post(Session.redeem(), answer: .tokens())
        session.post(Self.withoutCredentials, headers: Self.basic("the-secret"), answer: answer)
        let verdict = session.conclusion.verdicts.first { $0.cause == "client-auth-method" }
        #expect(verdict?.confidence == .proved)
        #expect(verdict?.controls.count == 1)
    }

    /// A server that takes any secret in the body shows nothing of the method.
    @Test(arguments: answers) func aServerThatTakesAnySecretProvesNothing(_ answer: HTTPResponse) {
        var session = Session()
        session.authorize()
        session.post(Session.redeem { $0.set("client_secret", "nobodys") }, answer: .tokens())
        session.post(Session.redeem(), answer: .tokens())
        session.post(Self.withoutCredentials, headers: Self.basic("the-secret"), answer: answer)
        #expect(!session.conclusion.verdicts.contains { $0.cause == "client-auth-method" })
    }

    @Test func theSameSecretTakenTheSameWayBeforeWasReplacedElsewhere() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: .tokens())
        session.post(Session.redeem(), answer: .refusal(401, "invalid_client"))
        #expect(session.verdict == "secret-replaced likely")
    }

    @Test func aMethodThatTheMetadataLeavesOutIsOnlyLikely() {
        var session = Session()
        session.evidence.provider.server.tokenEndpointAuthMethodsSupported = ["client_secret_basic"]
        session.authorize()
        session.post(Session.redeem(), answer: .refusal(401, "invalid_client"))
        #expect(session.verdict == "client-auth-method likely")
    }

    @Test func encodingOnlyWhereThereIsSomethingToEncode() {
        var session = Session()
        session.authorize()
        session.post(
            Self.withoutCredentials, headers: Self.basic("the-secret"), answer: .refusal(401, "invalid_client"))
        #expect(!session.conclusion.verdicts.contains { $0.cause == "client-auth-encoding" })
    }

    @Test func encodingIsProvedByTheOtherSpelling() {
        var session = Session()
        session.evidence.clients[0].registration.secret = "with:colon/and%"
        session.authorize()
        session.post(
            Self.withoutCredentials, headers: Self.basic("with:colon/and%"), answer: .refusal(401, "invalid_client"))
        #expect(session.verdict == "client-auth-encoding likely")
        session.post(
            Self.withoutCredentials, headers: Self.basic("with:colon/and%", encoded: false),
            answer: .refusal(400, "invalid_grant"))
        session.evidence.subject = .exchange(1, problem: nil)
        #expect(session.verdict == "client-auth-encoding proved")
    }

    @Test func noClientAtAll() {
        var session = Session()
        session.authorize()
        session.post(Self.withoutCredentials, answer: .refusal(403))
        session.evidence.exchanges[0].clientID = "app"
        #expect(session.proved.contains("client-auth-method"))
    }

    @Test func twoWaysAtOnce() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), headers: Self.basic("the-secret"), answer: .refusal(400, "invalid_request"))
        #expect(session.verdict == "client-auth-twice proved")
    }

    @Test func aRefusedCodeSaysNothingOfTheClient() {
        var session = Session()
        session.authorize()
        replaced(in: &session)
        session.post(Session.redeem { $0.set("code_verifier", "x") }, answer: .refusal(400, "invalid_grant"))
        #expect(session.proved == ["verifier-mismatch"])
    }
}
