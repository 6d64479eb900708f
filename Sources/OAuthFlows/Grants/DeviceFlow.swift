internal import HTTPMessage
internal import JSONKit
public import OAuthCore

extension GrantFlow {
    /// Gets tokens for a device without a browser (RFC 8628).
    public static let deviceCode = GrantFlow(DeviceFlow.self) { DeviceFlow($0) }
}

/// Gets tokens for a device whose user allows it on another one: asks for codes, tells the user the short one, and polls
/// the token endpoint until the user has decided (RFC 8628 §3).
public struct DeviceFlow: TokenFlow {
    /// What the flow is called, does and needs.
    public static let description = FlowDescription(
        name: "urn:ietf:params:oauth:grant-type:device_code", shortName: "device",
        summary: "tokens for a device, which the user allows on another one", section: "RFC 8628 §3",
        inputs: [.scope, .resource, .audience], endpoints: [.deviceAuthorization, .token],
        metadata: ["token_endpoint_auth_methods_supported"], messages: [.deviceAuthorization, .devicePoll],
        isRepeatable: false, asksUser: true)

    /// The scope and the resources that are asked for.
    public let inputs: GrantInputs
    /// What the server gave; nil before it answered.
    private var codes: DeviceCodes?
    private var pace = PollPace(interval: 0)
    /// The scope that the device authorization request asked for, after every edit.
    private var requested = Scope()
    /// Whether the user has been told, so that the next step is to wait.
    private var isTold = false

    /// A flow that has not begun.
    public init(_ inputs: GrantInputs) { self.inputs = inputs }

    /// The next step: the request for codes, the instruction, then waits and polls by turns.
    ///
    /// - Throws: the server's refusal, ``OAuthError/Code/deviceCodeExpired``, or what an answer lacks.
    public mutating func next(_ event: FlowEvent, _ context: FlowContext) throws(OAuthError) -> FlowStep<TokenOutcome> {
        switch event {
        case .begin: return .send(try request(context), .deviceAuthorization)
        case .response(let response, let request):
            guard let codes else { return try tell(response, to: request, context) }
            return try step(after: response, to: request, codes, context)
        case .waited:
            guard let codes else { throw event.unexpected(in: Self.description.name) }
            guard isTold else { return try poll(codes, context) }
            isTold = false
            return .wait(seconds: pace.interval)
        case .acted:
            guard let codes, isTold else { throw event.unexpected(in: Self.description.name) }
            isTold = false
            return try poll(codes, context)
        case .failed(let error):
            guard codes != nil else { throw .unanswered(error, doing: "asking for a device code") }
            return .wait(seconds: pace.waitAfterFailure())
        case .callback: throw event.unexpected(in: Self.description.name)
        }
    }

    /// The device authorization request (RFC 8628 §3.1).
    private func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        var parameters: FormParameters = ["client_id": context.client.id]
        for value in inputs.values { parameters.add(value.name, value.value) }
        var request = OAuthRequest.form(to: try context.server.url(of: .deviceAuthorization), parameters)
        try context.authenticate(&request)
        return request
    }

    private mutating func tell(
        _ response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> FlowStep<TokenOutcome> {
        let codes = try DeviceCodes.process(response, receivedAt: context.now)
        self.codes = codes
        pace = PollPace(interval: codes.interval)
        requested = request.parameters.first("scope").map { Scope($0) } ?? inputs.requested ?? Scope()
        isTold = true
        return .tell(codes.instruction)
    }

    private func poll(_ codes: DeviceCodes, _ context: FlowContext) throws(OAuthError) -> FlowStep<TokenOutcome> {
        guard codes.expiresAt > context.now else {
            throw OAuthError(
                .deviceCodeExpired, doing: "waiting for the user", found: "The device code has expired",
                advice: "Start again; the user has to enter the code while it is valid.")
        }
        let request = TokenRequest(
            .deviceCode, client: context.client, values: ["device_code": codes.deviceCode],
            authenticationMethod: context.authenticationMethod)
        return .send(try request.draft(in: context), .devicePoll)
    }

    /// What a poll's answer asks for: to wait, to wait longer, or an end.
    private mutating func step(
        after response: HTTPResponse, to request: OAuthRequest, _ codes: DeviceCodes, _ context: FlowContext
    ) throws(OAuthError) -> FlowStep<TokenOutcome> {
        if let seconds = pace.wait(after: ServerError(response: response)?.error) { return .wait(seconds: seconds) }
        let processed = try TokenResponse.process(
            response, requested: requested, receivedAt: context.now, dialect: context.dialect)
        return .done(
            TokenOutcome(
                tokens: processed.tokens, warnings: processed.warnings, requested: requested, request: request))
    }
}

/// The answer to a device authorization request (RFC 8628 §3.2).
struct DeviceCodes: Sendable, Equatable {
    let deviceCode: String
    let instruction: Instruction
    /// When both codes end, in milliseconds since 1970.
    let expiresAt: Int64
    /// Seconds between two polls.
    let interval: Int

    private static let doing = "reading the device authorization response"
    /// Seconds between two polls where the server does not say (RFC 8628 §3.2).
    private static let usualInterval: Int64 = 5
    /// Seconds that no lifetime exceeds here: no user is waited for longer than a day.
    private static let longestLife: Int64 = 86_400

    static func process(_ response: HTTPResponse, receivedAt: Int64) throws(OAuthError) -> DeviceCodes {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        let json = try body.object()
        if json["device_code"] == nil, let refused = body.refused { throw refused }
        let members = Members(json, doing: doing, section: "RFC 8628 §3.2")
        // Google says verification_url, as the drafts did.
        let name = json["verification_uri"] == nil ? "verification_url" : "verification_uri"
        guard let address = try members.text(name), !address.isEmpty else { throw members.missing("verification_uri") }
        guard let life = try members.integer("expires_in") else { throw members.missing("expires_in") }
        let expiresAt = receivedAt + min(max(life, 0), longestLife) * 1000
        let interval = try members.integer("interval") ?? usualInterval
        return DeviceCodes(
            deviceCode: try members.requiredText("device_code"),
            instruction: Instruction(
                address: address, userCode: try members.requiredText("user_code"),
                completeAddress: try members.text("verification_uri_complete"), expiresAt: expiresAt),
            expiresAt: expiresAt, interval: Int(min(max(interval, 0), longestLife)))
    }
}

extension Endpoint {
    /// Where devices ask for codes (RFC 8628 §4).
    public static let deviceAuthorization = Endpoint(name: "device_authorization_endpoint")
}

extension OAuthError.Code {
    /// The user did not decide while the device code was valid.
    public static let deviceCodeExpired = Self(rawValue: "device-code-expired")
}

extension FlowMessage {
    /// The request of a device for its codes.
    public static let deviceAuthorization = FlowMessage(
        name: "device_authorization", summary: "device authorization request", section: "RFC 8628 §3.1",
        standIn: .standIn([
            "device_code": "<device_code>", "user_code": "<user_code>", "verification_uri": "<verification_uri>",
            "expires_in": 600, "interval": 5,
        ]))

    /// A token request that may be sent again and again (RFC 8628 §3.4).
    public static let devicePoll = FlowMessage(
        name: "token", summary: "poll for tokens", section: "RFC 8628 §3.4", standIn: FlowMessage.token.standIn,
        survivesFailure: true)
}
