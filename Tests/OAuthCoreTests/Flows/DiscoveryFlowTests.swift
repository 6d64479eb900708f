import HTTPMessage
import OAuthCore
import Testing

@Suite struct DiscoveryFlowTests {
    private let issuer = "https://as.example/a"
    private let missing = HTTPResponse(status: 404)

    @Test func triesBothAddressesAndKeepsTheFirstGoodOne() throws {
        var flow = DiscoveryFlow(issuer: issuer)
        let (first, message) = try flow.sent(after: .begin, context())
        #expect(first.targetURL == "https://as.example/.well-known/oauth-authorization-server/a")
        #expect(message.survivesFailure)
        let (second, other) = try flow.sent(after: .response(missing, to: first), context())
        #expect(second.targetURL == "https://as.example/a/.well-known/openid-configuration")
        let outcome = try flow.outcome(after: .response(other.standIn, to: second), context())
        #expect(outcome.server.issuer == issuer)
    }

    @Test func goesOnAfterAFailure() throws {
        var flow = DiscoveryFlow(issuer: issuer)
        _ = try flow.sent(after: .begin, context())
        let (second, message) = try flow.sent(after: .failed(TransportError(.timeout, "too slow")), context())
        #expect(try flow.outcome(after: .response(message.standIn, to: second), context()).server.issuer == issuer)
    }

    @Test func endsWithTheFirstError() throws {
        var flow = DiscoveryFlow(issuer: issuer)
        let (first, _) = try flow.sent(after: .begin, context())
        let (second, _) = try flow.sent(after: .response(missing, to: first), context())
        let other = answer("{}", status: 500)
        do throws(OAuthError) {
            _ = try flow.next(.response(other, to: second), context())
            Issue.record("no error")
        } catch {
            #expect(error.status == 404)
            #expect(error.messageIndex == 0)
        }
    }

    @Test func anotherIssuerEndsItAtOnce() throws {
        var flow = DiscoveryFlow(issuer: issuer)
        let (first, _) = try flow.sent(after: .begin, context())
        let other = FlowMessage.metadata(of: "https://other.example").standIn
        #expect(flow.errorCode(after: .response(other, to: first), context()) == .issuerMismatch)
    }

    @Test func aCancelledRequestEndsItAtOnce() throws {
        var flow = DiscoveryFlow(issuer: issuer)
        _ = try flow.sent(after: .begin, context())
        #expect(flow.errorCode(after: .failed(TransportError(.cancelled, "")), context()) == .unanswered)
    }

    @Test func aTextThatIsNotAnIssuerIsRefused() {
        var flow = DiscoveryFlow(issuer: "as.example")
        #expect(flow.errorCode(after: .begin, context()) == .issuerInvalid)
    }
}
