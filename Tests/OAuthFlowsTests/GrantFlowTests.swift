import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

@Suite struct GrantFlowTests {
    private let tokens = #"{"access_token":"at","token_type":"Bearer","expires_in":60}"#

    @Test func redeemsACode() throws {
        let inputs = GrantInputs(["code": "c", "redirect_uri": "https://c.example/cb"], requested: "profile")
        var flow = CodeRedemptionFlow(inputs)
        let (request, message) = try flow.sent(after: .begin, context(method: "client_secret_post"))
        #expect(message.name == "token")
        #expect(
            request.parameters.encoded
                == "grant_type=authorization_code&code=c&redirect_uri=https%3A%2F%2Fc.example%2Fcb"
                + "&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw")
        let outcome = try flow.outcome(after: .response(answer(tokens), to: request), context())
        #expect(outcome.tokens.accessToken == "at")
        #expect(outcome.tokens.receivedAt == 1_000)
        #expect(outcome.tokens.scope == "profile")
        #expect(outcome.request == request)
    }

    @Test func aRefreshKeepsTheOldTokenAndTheScope() throws {
        let previous = TokenSet(accessToken: "a", refreshToken: "r", scope: "a b", receivedAt: 0)
        var flow = RefreshFlow(GrantInputs(["refresh_token": "r"], previous: previous))
        let (request, _) = try flow.sent(after: .begin, context())
        let outcome = try flow.outcome(after: .response(answer(tokens), to: request), context())
        #expect(outcome.tokens.refreshToken == "r")
        #expect(outcome.requested == "a b")
    }

    @Test func theScopeThatWasSentIsWhatWasAskedFor() throws {
        var flow = ClientCredentialsFlow(GrantInputs(["scope": "a"]))
        var (request, _) = try flow.sent(after: .begin, context())
        #expect(request.parameters.encoded == "grant_type=client_credentials&scope=a")
        request.parameters.set("scope", "b")
        let outcome = try flow.outcome(after: .response(answer(tokens), to: request), context())
        #expect(outcome.tokens.scope == "b")
    }

    @Test func aRefusalEndsTheFlow() throws {
        var flow = ClientCredentialsFlow(GrantInputs([:]))
        let (request, _) = try flow.sent(after: .begin, context())
        let refusal = answer(#"{"error":"invalid_scope"}"#, status: 400)
        #expect(flow.errorCode(after: .response(refusal, to: request), context()) == .refused)
    }

    @Test func aFailureAndAStrangeEventEndTheFlow() {
        var flow = ClientCredentialsFlow(GrantInputs([:]))
        #expect(flow.errorCode(after: .failed(TransportError(.timeout, "too slow")), context()) == .unanswered)
        #expect(flow.errorCode(after: .waited, context()) == .eventUnexpected)
    }

    @Test(arguments: GrantFlow.all.map(\.type))
    func everyGrantIsMadeByItsNameAndGoesOnWithoutAServer(type: String) throws {
        let grant = try #require(GrantFlow.named(type))
        #expect(grant.type == type)
        if let short = grant.description.shortName { #expect(GrantFlow.named(short)?.type == type) }
        let values = FormParameters(grant.description.inputs.filter(\.isRequired).map { ($0.name, "<\($0.name)>") })
        var flow = try grant.make(GrantInputs(values))
        let (outcome, types) = try #require(try standIn(&flow, grant.description))
        #expect(types.contains(type))
        #expect(outcome.tokens.accessToken == "<access_token>")
    }

    /// Runs a grant on the stand-ins of its messages; returns what it brought, and each `grant_type` that it sent.
    private func standIn(
        _ flow: inout any TokenFlow, _ description: FlowDescription
    ) throws -> (TokenOutcome, [String])? {
        let endpoints = description.endpoints.map { ($0, JSON("https://as.example/\($0)")) }
        let server = AuthorizationServer(document: JSON(members: endpoints))
        var types: [String] = []
        var event = FlowEvent.begin
        for _ in 0..<20 {
            switch try flow.next(event, context(server: server)) {
            case .send(let request, let message):
                types += request.parameters.all("grant_type")
                event = .response(message.standIn, to: request)
            case .tell, .wait: event = .waited
            case .open: return nil
            case .done(let outcome): return (outcome, types)
            }
        }
        return nil
    }

    @Test(arguments: GrantFlow.all.map(\.type))
    func requiredInputsMustBeThere(type: String) throws {
        let grant = try #require(GrantFlow.named(type))
        let required = grant.description.inputs.filter(\.isRequired)
        guard !required.isEmpty else { return }
        #expect(
            failure { () throws(OAuthError) in _ = try grant.make(GrantInputs([:])) }?.code == .inputMissing)
    }
}
