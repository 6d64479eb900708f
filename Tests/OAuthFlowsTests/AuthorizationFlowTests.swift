import HTTPMessage
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

@Suite struct AuthorizationFlowTests {
    private let registration = ClientRegistration(id: "app", redirectURIs: ["https://c.example/cb"])

    private func opened(_ flow: inout AuthorizationFlow) throws -> OAuthRequest {
        guard case .open(let request) = try flow.next(.begin, context(client: registration)) else {
            throw NotThatStep(#_sourceLocation)
        }
        return request
    }

    @Test func asksWithStateChallengeAndNonce() throws {
        var flow = AuthorizationFlow(scope: "openid profile")
        let sent = try opened(&flow).parameters
        #expect(sent.first("redirect_uri") == "https://c.example/cb")
        #expect(sent.first("state")?.utf8.count == 32)
        #expect(sent.first("nonce")?.utf8.count == 32)
        #expect(sent.first("code_challenge") == flow.pkce?.challenge)
        #expect(PKCE.isValid(flow.pkce?.verifier ?? ""))
    }

    @Test func asksForNoNonceWithoutAnIDToken() throws {
        var flow = AuthorizationFlow(scope: "profile", dividesScopesByCommas: true)
        let sent = try opened(&flow).parameters
        #expect(sent.first("nonce") == nil)
        #expect(sent.first("scope") == "profile")
    }

    @Test func dividesScopesByCommas() throws {
        var flow = AuthorizationFlow(scope: "a b", dividesScopesByCommas: true)
        let request = try opened(&flow)
        #expect(request.parameters.first("scope") == "a,b")
        let callback = AuthorizationRequest.standInCallback(of: request, from: server)
        let outcome = try flow.outcome(after: .callback(callback, of: request), context(client: registration))
        #expect(outcome.requested == "a b")
    }

    @Test func checksTheCallbackAgainstWhatWasOpened() throws {
        var flow = AuthorizationFlow(scope: "profile")
        var request = try opened(&flow)
        request.parameters.set("state", "edited")
        let callback = "https://c.example/cb?code=c&state=edited"
        let outcome = try flow.outcome(after: .callback(callback, of: request), context(client: registration))
        #expect(outcome.response.code == "c")
        #expect(outcome.verifier == flow.pkce?.verifier)
        let redemption = try CodeRedemptionFlow(after: outcome)
        #expect(redemption.inputs.values.first("code_verifier") == flow.pkce?.verifier)
        #expect(redemption.inputs.requested == "profile")
        #expect(
            flow.errorCode(after: .callback("https://c.example/cb?code=c&state=x", of: request), context())
                == .stateMismatch)
    }

    @Test func aVerifierWithoutItsChallengeIsOfNoUse() throws {
        var flow = AuthorizationFlow(scope: "profile")
        var request = try opened(&flow)
        request.parameters.remove("code_challenge")
        let callback = AuthorizationRequest.standInCallback(of: request, from: server)
        #expect(try flow.outcome(after: .callback(callback, of: request), context()).verifier == nil)
    }

    @Test func theStandInPassesEveryCheck() throws {
        var promising = server
        promising.authorizationResponseIssParameterSupported = true
        var flow = AuthorizationFlow(scope: "profile", redirectURI: "https://c.example/cb?own=1")
        let request = try opened(&flow)
        let callback = AuthorizationRequest.standInCallback(of: request, from: promising)
        let outcome = try flow.outcome(after: .callback(callback, of: request), context(server: promising))
        #expect(outcome.response.code == "<code>")
    }

    @Test func withoutRandomnessItDoesNotBegin() {
        var flow = AuthorizationFlow(scope: "profile")
        var poor = context()
        poor.random = { _ in [] }
        #expect(flow.errorCode(after: .begin, poor) == .randomnessShort)
    }
}
