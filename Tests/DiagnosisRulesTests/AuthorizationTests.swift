import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// What the authorization endpoint refuses, with or without a page.
@Suite struct AuthorizationTests {
    private func stopped(
        redirect: String, registered: [String] = [Session.callback], origin: RecordedClient.Origin = .server,
        client: String = "app", body: String = "<h1>No</h1>"
    ) -> Session {
        var session = Session()
        session.evidence.clients[0].registration.redirectURIs = registered
        session.evidence.clients[0].origin = origin
        let sent: FormParameters = [
            "response_type": "code", "client_id": client, "redirect_uri": redirect, "state": "s",
        ]
        session.add(
            HTTPRequest("GET", sent.added(to: Session.base + "/authorize")),
            HTTPResponse(status: 403, body: Array(body.utf8)), .browser, at: 5000)
        return session
    }

    @Test func aSlash() {
        #expect(stopped(redirect: Session.callback + "/").verdict == "redirect-uri-unregistered proved")
    }

    @Test func anotherPort() {
        #expect(stopped(redirect: "http://127.0.0.1:9999/callback").verdict == "redirect-uri-port likely")
    }

    @Test func anotherHost() {
        #expect(stopped(redirect: "http://localhost:8765/callback").verdict == "redirect-uri-host proved")
    }

    @Test func anotherPortElsewhereThanOnLoopback() {
        let session = stopped(redirect: "https://app.example:8443/cb", registered: ["https://app.example/cb"])
        #expect(session.verdict == "redirect-uri-unregistered proved")
    }

    @Test func whatTheUserSaidOfTheClientProvesNothing() {
        #expect(stopped(redirect: Session.callback + "/", origin: .user).verdict == "redirect-uri-unregistered likely")
    }

    @Test func theSameRequestWithTheRegisteredOneProvesIt() {
        var session = stopped(redirect: "http://127.0.0.1:9999/callback", origin: .user)
        let sent: FormParameters = [
            "response_type": "code", "client_id": "app", "redirect_uri": Session.callback, "state": "s",
        ]
        session.add(
            HTTPRequest("GET", sent.added(to: Session.base + "/authorize")), HTTPResponse(status: 200), .browser,
            at: 6000)
        session.evidence.subject = .exchange(1, problem: nil)
        #expect(session.verdict == "redirect-uri-port proved")
    }

    @Test func aRegisteredOneIsNotIt() {
        #expect(stopped(redirect: Session.callback, body: "").proved.isEmpty)
    }

    @Test func aClientThatNobodyKnows() {
        #expect(stopped(redirect: Session.callback, client: "nobody").verdict == "client-unknown likely")
    }

    private func refused(_ error: String, scope: String, extra: FormParameters = [:]) -> Session {
        var session = Session()
        var sent: FormParameters = ["response_type": "code", "client_id": "app", "scope": scope, "state": "s"]
        for parameter in extra { sent.add(parameter.name, parameter.value) }
        session.evidence.authorizations = [
            RecordedAuthorization(
                id: 1, clientID: "app", url: sent.added(to: Session.base + "/authorize"), createdAt: 1000,
                callback: "\(Session.callback)?error=\(error)&state=s", error: error, answeredAt: 2000)
        ]
        session.evidence.subject = .authorization(1)
        return session
    }

    @Test(arguments: ["invalid_scope", "scope_invalid"]) func scopesThatAreWrongInDifferentWays(_ error: String) {
        #expect(refused(error, scope: "read,write").verdict == "scope-delimiter proved")
        #expect(refused(error, scope: "Read write").verdict == "scope-case proved")
        #expect(refused(error, scope: "read admin").verdict == "scope-unregistered proved")
        #expect(refused(error, scope: "read write").proved.isEmpty)
    }

    @Test func theUserSaidNo() {
        #expect(refused("access_denied", scope: "read").verdict == "access-denied proved")
        #expect(refused("login_required", scope: "read", extra: ["prompt": "none"]).verdict == "access-denied proved")
    }

    @Test func anotherState() {
        var session = refused("state-mismatch", scope: "read")
        session.evidence.authorizations[0].callback = "\(Session.callback)?code=c&state=other"
        #expect(session.verdict == "state-mismatch proved")
        #expect(session.conclusion.verdict?.sentence.contains("no authorization of this session") == true)
    }

    /// A request that names no client is told without a word of the server.
    @Test(arguments: [nil, "", "app"]) func aRequestWithoutAClient(_ client: String?) {
        var session = Session()
        session.authorize()
        var sent = session.evidence.authorizations[0].sent
        sent.remove("client_id")
        if let client { sent.set("client_id", client) }
        session.evidence.authorizations[0] = RecordedAuthorization(
            id: 1, clientID: "app", url: sent.added(to: Session.base + "/authorize"), createdAt: 1000)
        session.evidence.subject = .authorization(1)
        #expect((session.verdict == "client-id-missing likely") == (client != "app"), "\(session.verdict)")
    }

    /// What stands behind the # of a redirect never comes to a server.
    @Test(arguments: [("token", "likely"), ("code", "possible")]) func aCallbackThatBringsNothing(
        _ type: String, _ confidence: String
    ) {
        var session = Session()
        session.authorize()
        var sent = session.evidence.authorizations[0].sent
        sent.set("response_type", type)
        session.evidence.authorizations[0] = RecordedAuthorization(
            id: 1, clientID: "app", url: sent.added(to: Session.base + "/authorize"), createdAt: 1000,
            callback: Session.callback, error: "no-answer", answeredAt: 2000)
        session.evidence.subject = .authorization(1)
        #expect(session.verdict == "callback-fragment \(confidence)")
    }
}
