internal import Diagnostics
internal import HTTPMessage
internal import Interchange
internal import Sandbox
internal import Workbench

/// Sends nothing.
struct DryTransport: Transport {
    let clock: @Sendable () -> Int64

    func send(
        _ request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?
    ) async -> HTTPExchange {
        HTTPExchange(
            request: request, outcome: .failure(TransportError(.other, "not sent (--dry-run)")), startedAt: clock())
    }
}

/// A sandbox that nobody starts.
struct UnstartedSandbox: SandboxControl {
    let accounts: [SandboxAccount]

    private static let baseURL = "http://sandbox.localhost/api/openai/v1"

    func start() async throws(Diagnostic) -> String { Self.baseURL }
    func endpoints() async -> [(name: String, url: String)] { SandboxServer.endpoints(at: Self.baseURL) }
    func stop() async {}
    func address() async -> String? { nil }
    func users() async -> [SandboxAccount] { accounts }
    func moveClock(bySeconds seconds: Int64) async throws(Diagnostic) {}
    func faults() async -> [(name: String, summary: String, isSet: Bool)] { [] }
    func setFault(_ name: String, count: Int?) async throws(Diagnostic) {}
}

/// Brings the redirect that a user agent brought when the recording was made; without a recording it brings none.
struct RecordedUserAgent: UserAgent {
    let recording: ReplayTransport?

    func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String {
        if let location = recording?.redirect(of: request.url) { return location }
        throw Diagnostic(
            .execution, "no-callback", "the recording has no answer of the user to this authorization",
            found: recording == nil ? "not sent (--dry-run)" : nil)
    }
}
