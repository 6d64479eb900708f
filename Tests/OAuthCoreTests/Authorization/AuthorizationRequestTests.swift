import HTTPMessage
import JSONKit
import OAuthCore
import OAuthSupport
import Testing

@Suite struct AuthorizationRequestTests {
    private let request = AuthorizationRequest(
        clientID: "s6BhdRkqt3", redirectURI: "https://client.example.com/cb?a=b", scope: "profile generations",
        state: "xyz", nonce: "n-0S6", pkce: PKCE(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
        extra: ["prompt": "consent"])

    @Test func sendsEverythingInOrder() throws {
        let draft = try request.draft(for: server)
        #expect(draft.method == "GET")
        #expect(draft.httpRequest.body == nil)
        #expect(
            draft.targetURL == "https://as.example/authorize?response_type=code&client_id=s6BhdRkqt3"
                + "&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%3Fa%3Db&scope=profile+generations&state=xyz"
                + "&nonce=n-0S6&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + "&code_challenge_method=S256&prompt=consent")
    }

    @Test func sendsOnlyWhatThereIs() throws {
        let bare = AuthorizationRequest(clientID: "a", redirectURI: nil, state: nil, pkce: nil)
        #expect(try bare.draft(for: server).targetURL == "https://as.example/authorize?response_type=code&client_id=a")
    }

    @Test func keepsTheEndpointsOwnQuery() throws {
        let server = AuthorizationServer(authorizationEndpoint: "https://as.example/a?tenant=x%2fy")
        let bare = AuthorizationRequest(clientID: "a", redirectURI: nil, state: nil, pkce: nil)
        #expect(
            try bare.draft(for: server).targetURL == "https://as.example/a?tenant=x%2fy&response_type=code&client_id=a")
    }

    @Test func whatIsExpectedFollowsTheEdits() throws {
        var draft = try request.draft(for: server)
        #expect(AuthorizationExpectation(sent: draft, to: server).state == "xyz")
        draft.remove("state")
        draft.set("redirect_uri", "http://127.0.0.1:1/cb")
        #expect(
            AuthorizationExpectation(sent: draft, to: server)
                == AuthorizationExpectation(
                    state: nil, redirectURI: "http://127.0.0.1:1/cb", issuer: "https://as.example"))
        draft.set("state", "")
        #expect(AuthorizationExpectation(sent: draft, to: server).state == nil)
    }

    @Test func saysThatTheEndpointIsUnknown() {
        let error = failure { () throws(OAuthError) in try request.draft(for: AuthorizationServer()) }
        #expect(error?.code == .endpointUnknown)
        #expect(error?.description.contains("authorization_endpoint") == true)
    }
}
