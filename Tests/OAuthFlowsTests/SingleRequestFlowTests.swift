import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

/// Every flow of one request, without a server.
@Suite struct SingleRequestFlowTests {
    private let management = ClientManagement(url: "https://api.example/clients", credential: "sk-1")
    private let tokens = TokenSet(accessToken: "at", receivedAt: 0)

    private func run<Made: SingleRequestFlow>(
        _ flow: Made, _ server: AuthorizationServer = server
    ) throws -> (request: OAuthRequest, outcome: Made.Outcome) {
        var flow = flow
        let (request, message) = try flow.sent(after: .begin, context(server: server))
        #expect(Made.description.messages.contains(message))
        return (request, try flow.outcome(after: .response(message.standIn, to: request), context(server: server)))
    }

    @Test func userinfo() throws {
        let (request, outcome) = try run(UserInfoFlow(tokens: tokens))
        #expect(request.headers["Authorization"] == "Bearer at")
        #expect(outcome.subject == "<sub>")
    }

    @Test func introspectionByTheClientAndByAToken() throws {
        let (request, outcome) = try run(IntrospectionFlow(token: "t", tokenTypeHint: "access_token"))
        #expect(request.parameters.encoded == "token=t&token_type_hint=access_token")
        #expect(request.headers["Authorization"]?.hasPrefix("Basic ") == true)
        #expect(outcome.isActive)
        #expect(try run(IntrospectionFlow(token: "t", bearer: "b")).request.headers["Authorization"] == "Bearer b")
    }

    @Test func revocation() throws {
        let (request, outcome) = try run(RevocationFlow(token: "t"))
        #expect(request.parameters.encoded == "token=t")
        #expect(outcome.warnings.isEmpty)
    }

    @Test func keys() throws {
        var own = server
        own.jwksURI = "https://as.example/jwks"
        let (request, outcome) = try run(KeysFlow(), own)
        #expect(request.targetURL == "https://as.example/jwks")
        #expect(outcome.keys.isEmpty)
        var flow = KeysFlow()
        #expect(flow.errorCode(after: .begin, context()) == .endpointUnknown)
    }

    @Test func managementOfClients() throws {
        let created = try run(ClientCreationFlow(at: management, name: "A", redirectURIs: ["u"], scope: "a"))
        #expect(created.outcome.registration.secret == "<client.secret>")
        #expect(created.request.headers["Authorization"] == "Bearer sk-1")
        #expect(try run(ClientListFlow(at: management)).outcome.isEmpty)
        let reset = try run(SecretResetFlow(at: management, of: "client_1"))
        #expect(reset.request.targetURL == "https://api.example/clients/client_1/reset-secret")
    }
}
