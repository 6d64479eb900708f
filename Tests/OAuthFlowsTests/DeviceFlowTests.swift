import HTTPMessage
import JSONKit
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

@Suite struct DeviceFlowTests {
    private static let server = AuthorizationServer(document: [
        "device_authorization_endpoint": "https://as.example/device", "token_endpoint": "https://as.example/token",
    ])
    private let codes =
        #"{"device_code":"dc","user_code":"WDJB-MJHT","verification_uri":"https://as.example/go","verification_uri_complete":"https://as.example/go?c=WDJB-MJHT","expires_in":30,"interval":7}"#
    private let pending = answer(#"{"error":"authorization_pending"}"#, status: 400)
    private let slowDown = answer(#"{"error":"slow_down"}"#, status: 400)
    private let tokens = answer(#"{"access_token":"at","token_type":"Bearer"}"#)

    /// - Parameter now: milliseconds since 1970.
    private func context(at now: Int64 = 0) -> FlowContext {
        FlowContext(server: Self.server, client: client, now: now) { [UInt8](repeating: 1, count: $0) }
    }

    /// The flow after the user was told.
    private func told(_ answer: HTTPResponse) throws -> (flow: DeviceFlow, instruction: Instruction) {
        var flow = DeviceFlow(GrantInputs(["scope": "a b"]))
        let (request, message) = try flow.sent(after: .begin, context())
        #expect(message.name == "device_authorization")
        #expect(request.url == "https://as.example/device")
        #expect(request.parameters.encoded == "client_id=\(client.id)&scope=a+b")
        #expect(request.headers["Authorization"]?.hasPrefix("Basic ") == true)
        guard case .tell(let instruction) = try flow.next(.response(answer, to: request), context()) else {
            throw Stop()
        }
        return (flow, instruction)
    }

    private struct Stop: Error {}

    private func seconds(_ step: FlowStep<TokenOutcome>) -> Int? {
        if case .wait(let seconds) = step { seconds } else { nil }
    }

    @Test func tellsTheUserAndPollsUntilTheTokensCome() throws {
        var (flow, instruction) = try told(answer(codes))
        #expect(
            instruction
                == Instruction(
                    address: "https://as.example/go", userCode: "WDJB-MJHT",
                    completeAddress: "https://as.example/go?c=WDJB-MJHT", expiresAt: 30_000))
        #expect(seconds(try flow.next(.waited, context())) == 7)
        let (poll, message) = try flow.sent(after: .waited, context(at: 7_000))
        #expect(message.survivesFailure)
        #expect(
            poll.parameters.encoded
                == "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=dc")
        #expect(seconds(try flow.next(.response(pending, to: poll), context())) == 7)
        _ = try flow.sent(after: .waited, context(at: 14_000))
        let outcome = try flow.outcome(after: .response(tokens, to: poll), context(at: 14_500))
        #expect(outcome.tokens.accessToken == "at")
        #expect(outcome.requested == "a b")
    }

    /// `slow_down` holds for all polls that follow (RFC 8628 §3.5).
    @Test func slowsDown() throws {
        var flow = try told(answer(codes)).flow
        let (poll, _) = try flow.sent(after: .acted, context())
        #expect(seconds(try flow.next(.response(slowDown, to: poll), context())) == 12)
        _ = try flow.sent(after: .waited, context())
        #expect(seconds(try flow.next(.response(pending, to: poll), context())) == 12)
    }

    @Test func pollsAServerThatIsNotReachedLessOften() throws {
        var flow = try told(answer(codes)).flow
        _ = try flow.sent(after: .acted, context())
        let timeout = FlowEvent.failed(TransportError(.timeout, "too slow"))
        #expect(seconds(try flow.next(timeout, context())) == 14)
        _ = try flow.sent(after: .waited, context())
        #expect(seconds(try flow.next(timeout, context())) == 28)
    }

    @Test func endsWhereTheCodeHasExpired() throws {
        var flow = try told(answer(codes)).flow
        #expect(seconds(try flow.next(.waited, context())) == 7)
        #expect(flow.errorCode(after: .waited, context(at: 30_000)) == .deviceCodeExpired)
    }

    @Test(arguments: ["access_denied", "expired_token", "invalid_grant"])
    func endsWithTheServersRefusal(error: String) throws {
        var flow = try told(answer(codes)).flow
        let (poll, _) = try flow.sent(after: .acted, context())
        let refusal = answer(#"{"error":"\#(error)"}"#, status: 400)
        #expect(flow.errorCode(after: .response(refusal, to: poll), context()) == .refused)
    }

    @Test func takesWhatServersLeaveOutAndMisname() throws {
        let google = #"{"device_code":"dc","user_code":"c","verification_url":"https://g.example","expires_in":60}"#
        var (flow, instruction) = try told(answer(google))
        #expect(instruction.address == "https://g.example")
        #expect(instruction.completeAddress == nil)
        #expect(seconds(try flow.next(.waited, context())) == 5)
    }

    @Test(arguments: [
        #"{}"#, #"{"device_code":"dc"}"#, #"{"device_code":"dc","user_code":"c","verification_uri":"u"}"#, "no JSON",
        #"{"device_code":"dc","user_code":"c","verification_uri":"u","expires_in":"soon"}"#,
    ])
    func anAnswerThatIsNoneEndsTheFlow(body: String) throws {
        var flow = DeviceFlow(GrantInputs([:]))
        let (request, _) = try flow.sent(after: .begin, context())
        let code = flow.errorCode(after: .response(answer(body), to: request), context())
        #expect([.missingMember, .invalidMember, .notOAuthResponse].contains(code))
    }

    /// Whatever numbers a server sends, a wait is neither negative nor longer than five minutes.
    @Test(arguments: ["-9223372036854775808", "-1", "0", "9223372036854775807"])
    func numbersAreBounded(number: String) throws {
        let body =
            #"{"device_code":"d","user_code":"c","verification_uri":"u","expires_in":\#(number),"interval":\#(number)}"#
        var flow = try told(answer(body)).flow
        let first = try #require(seconds(try flow.next(.waited, context())))
        #expect((0...300).contains(first))
    }

    @Test func eventsThatAnswerNothingEndTheFlow() throws {
        var flow = DeviceFlow(GrantInputs([:]))
        #expect(flow.errorCode(after: .waited, context()) == .eventUnexpected)
        #expect(flow.errorCode(after: .acted, context()) == .eventUnexpected)
        #expect(flow.errorCode(after: .failed(TransportError(.timeout, "too slow")), context()) == .unanswered)
    }
}
