import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis

@Suite struct FixStepTests {
    /// A call of a resource authenticates no client, so that it takes no method for it.
    @Test func onlyRequestsOfAClientTakeAMethod() {
        let steps = [FixStep.exchange, .refresh, .introspect, .revoke, .userinfo, .listClients, .discoverMetadata]
        let methods = steps.map { $0.authenticating(by: "none").clientAuthentication }
        #expect(methods == ["none", "none", "none", "none", nil, nil, nil])
    }

    /// A request with a code must not be sent twice, so the step before the exchange asks for a new code.
    @Test func aLostTokenResponseNeedsANewCode() {
        var session = Session()
        session.authorize()
        session.post(Session.redeem(), answer: nil)
        #expect(session.verdict == "unreachable proved")
        let steps = session.conclusion.verdict?.fix?.steps ?? []
        #expect(steps.map(\.action) == [.authorize(AuthorizationChange(scope: "read write")), .exchange])
    }

    @Test func aCallIsRepeatedAsItWasTyped() {
        var session = Session()
        let body = Array(#"{"n":1}"#.utf8)
        session.add(
            HTTPRequest(
                "POST", Session.base + "/things?access_token=t&a=1",
                headers: [HTTPHeader("Content-Type", "application/json")], body: body),
            HTTPResponse(status: 429), .resource, at: 1)
        let call = ResourceCall(
            method: "POST", target: "/things?a=1", body: #"{"n":1}"#, contentType: "application/json")
        #expect(session.conclusion.verdict?.fix?.steps == [FixStep(.call(call))])
    }
}

@Suite struct ParsedExchangeTests {
    @Test func aValueIsMadeOnce() {
        let parsed = Parsed<Int?>()
        var count = 0
        for _ in 0..<3 {
            let value = parsed.value {
                count += 1
                return nil
            }
            #expect(value == nil)
        }
        #expect(count == 1)
    }

    @Test func theProblemOfACommandIsReadFromItsCode() {
        #expect(CommandProblem(code: "id-token-nonce") == .idToken(step: "nonce"))
        #expect(CommandProblem(code: "token-opaque") == .tokenOpaque)
        #expect(CommandProblem(code: "token-opaquer") == nil)
    }
}
