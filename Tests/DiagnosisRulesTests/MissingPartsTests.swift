import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import Diagnosis
@testable import DiagnosisRules

/// What a request lacks, and documents that are not where they should be.
@Suite struct MissingPartsTests {
    private func refused(_ form: FormParameters, _ status: Int = 400) -> Session {
        var session = Session()
        let header = BasicCredentials(id: "app", secret: "the-secret").headerValue
        session.post(
            form, headers: [HTTPHeader("Authorization", header)], answer: HTTPResponse(status: status, body: []))
        return session
    }

    /// The scope is optional by the standard: a server that says nothing may mean it, and no more.
    @Test(arguments: ["password", "client_credentials"]) func aGrantWithoutAScope(_ grant: String) {
        let without: FormParameters = ["grant_type": grant, "username": "u", "password": "p"]
        var with = without
        with.set("scope", "read")
        let causes = { (session: Session) in
            session.conclusion.verdicts.map { "\($0.cause) \($0.confidence.rawValue)" }
        }
        #expect(causes(refused(without)).contains("token-request-malformed possible"))
        for session in [refused(with), refused(without, 401)] {
            #expect(!causes(session).contains { $0.hasPrefix("token-request-malformed") })
        }
    }

    private func metadata(_ places: [(url: String, status: Int)]) -> Session {
        var session = Session()
        for (index, place) in places.enumerated() {
            session.add(
                HTTPRequest("GET", place.url), HTTPResponse(status: place.status, body: []), .metadata,
                at: Int64(5000 + index))
        }
        return session
    }

    /// One place alone does not show that there is no document: the other may have it.
    @Test func resourceMetadataIsMissingAtBothPlaces() {
        let own = "https://api.example/.well-known/oauth-protected-resource/mcp"
        let root = "https://api.example/.well-known/oauth-protected-resource"
        #expect(metadata([(own, 404)]).verdict == "resource-metadata-missing likely")
        let both = metadata([(own, 404), (root, 404)])
        #expect(both.verdict == "resource-metadata-missing proved")
        #expect(both.conclusion.verdict?.controls == ["exchange 1: the other place for it answers 404 too"])
        #expect(metadata([(own, 500), (root, 404)]).verdict == "resource-metadata-missing likely")
        let elsewhere = root.replacing("api.example", with: "other.example")
        #expect(metadata([(elsewhere, 404), (root, 404)]).verdict == "resource-metadata-missing likely")
    }

    /// What the server names, and the authorization request has not.
    @Test(arguments: [
        ("Missing 'client_id' parameter.", "client_id", "client-id-missing likely"),
        ("Missing 'nonce' in request.", "nonce", "nonce-missing likely"),
        ("response_type is required", "response_type", "response-type-refused likely"),
    ]) func aParameterThatTheServerNames(_ words: String, _ name: String, _ verdict: String) {
        var session = Session()
        session.evidence.clients = []
        var sent: FormParameters = [
            "response_type": "code", "client_id": "app", "redirect_uri": Session.callback, "state": "s", "nonce": "n",
        ]
        sent.remove(name)
        let body = JSON(members: [("error", "invalid_request"), ("error_description", JSON(words))]).text()
        session.add(
            HTTPRequest("GET", sent.added(to: Session.base + "/authorize")),
            HTTPResponse(
                status: 400, headers: [HTTPHeader("Content-Type", "application/json")], body: Array(body.utf8)),
            .browser, at: 5000)
        #expect(session.verdict == verdict)
    }
}
