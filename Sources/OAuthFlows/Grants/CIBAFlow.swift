internal import HTTPMessage
internal import JSONKit
public import OAuthCore

extension GrantFlow {
    /// Asks a user on a device of theirs (OpenID CIBA).
    public static let ciba = GrantFlow(CIBAFlow.self) { CIBAFlow($0) }
}

/// Gets tokens for a user whom the server asks on a device of theirs, without a browser of the client: the client says
/// whom it means, and polls the token endpoint until the user has decided (OpenID CIBA Core 1.0 §7, §10).
public struct CIBAFlow: TokenFlow {
    /// What the flow is called, does and needs.
    public static let description = FlowDescription(
        name: "urn:openid:params:grant-type:ciba", summary: "tokens of a user whom the server asks on another device",
        section: "OpenID CIBA Core §7",
        inputs: [
            FlowInput("scope", "what is asked for; openid must be in it", hint: .scope),
            FlowInput("login_hint", "the user, by a name or address that the server knows"),
            FlowInput(
                "id_token_hint", "an ID token of the user, by number or as text", isSecret: true, hint: .idToken),
            FlowInput("login_hint_token", "a token that says who the user is", isSecret: true),
            FlowInput("binding_message", "what the user's device shows, to be compared with this one"),
            FlowInput("user_code", "a code of the user's, where the server wants one", isSecret: true),
            FlowInput("requested_expiry", "seconds that the request may wait for the user"),
            FlowInput("acr_values", "how strongly the user must sign in"),
            FlowInput(
                "client_notification_token",
                "what the server sends to the client's notification endpoint; for clients registered for ping",
                isSecret: true),
            .resource, .audience,
        ],
        endpoints: [.backchannelAuthentication, .token], metadata: ["token_endpoint_auth_methods_supported"],
        messages: [.backchannelAuthentication, .cibaPoll], isRepeatable: false, asksUser: true,
        example: "scope=openid login_hint=ada")

    /// What is asked for, and of whom.
    public let inputs: GrantInputs
    /// What the server gave; nil before it answered.
    private var request: CIBARequest?
    private var pace = PollPace(interval: 0)
    /// The scope that was asked for, after every edit.
    private var requested = Scope()
    /// Whether the user has been told, so that the next step is to wait.
    private var isTold = false

    /// A flow that has not begun.
    public init(_ inputs: GrantInputs) { self.inputs = inputs }

    /// The next step: the authentication request, the instruction, then waits and polls by turns.
    ///
    /// - Throws: the server's refusal, ``OAuthError/Code/authenticationRequestExpired``, or what an answer lacks.
    public mutating func next(_ event: FlowEvent, _ context: FlowContext) throws(OAuthError) -> FlowStep<TokenOutcome> {
        switch event {
        case .begin: return .send(try authenticationRequest(context), .backchannelAuthentication)
        case .response(let response, let sent):
            guard request != nil else { return try tell(response, to: sent, context) }
            if let seconds = pace.wait(after: ServerError(response: response)?.error) { return .wait(seconds: seconds) }
            return .done(try outcome(of: response, to: sent, context))
        case .waited:
            guard let request else { throw event.unexpected(in: Self.description.name) }
            guard isTold else { return try poll(request, context) }
            isTold = false
            return .wait(seconds: pace.interval)
        case .acted:
            guard let request, isTold else { throw event.unexpected(in: Self.description.name) }
            isTold = false
            return try poll(request, context)
        case .failed(let error):
            guard request != nil else { throw .unanswered(error, doing: "asking for the user's authentication") }
            return .wait(seconds: pace.waitAfterFailure())
        case .callback: throw event.unexpected(in: Self.description.name)
        }
    }

    /// The authentication request (OpenID CIBA Core §7.1).
    private func authenticationRequest(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        var parameters = FormParameters()
        for value in inputs.values { parameters.add(value.name, value.value) }
        var request = OAuthRequest.form(to: try context.server.url(of: .backchannelAuthentication), parameters)
        try context.authenticate(&request)
        return request
    }

    private mutating func tell(
        _ response: HTTPResponse, to sent: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> FlowStep<TokenOutcome> {
        let request = try CIBARequest.process(
            response, bindingMessage: sent.parameters.first("binding_message"), receivedAt: context.now)
        self.request = request
        pace = PollPace(interval: request.interval)
        requested = sent.parameters.first("scope").map { Scope($0) } ?? inputs.requested ?? Scope()
        isTold = true
        return .tell(request.instruction)
    }

    private func poll(_ request: CIBARequest, _ context: FlowContext) throws(OAuthError) -> FlowStep<TokenOutcome> {
        guard request.expiresAt > context.now else {
            throw OAuthError(
                .authenticationRequestExpired, doing: "waiting for the user",
                found: "The authentication request has expired",
                advice: "Ask again; the user has to decide while the request is valid.")
        }
        let token = TokenRequest(
            .ciba, client: context.client, values: ["auth_req_id": request.id],
            authenticationMethod: context.authenticationMethod)
        return .send(try token.draft(in: context), .cibaPoll)
    }

    private func outcome(
        of response: HTTPResponse, to sent: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> TokenOutcome {
        let processed = try TokenResponse.process(
            response, requested: requested, receivedAt: context.now, dialect: context.dialect)
        return TokenOutcome(
            tokens: processed.tokens, warnings: processed.warnings, requested: requested, request: sent)
    }
}

/// The answer to an authentication request (OpenID CIBA Core §7.3).
struct CIBARequest: Sendable, Equatable {
    /// `auth_req_id`.
    let id: String
    let instruction: Instruction
    /// When the request ends, in milliseconds since 1970.
    let expiresAt: Int64
    /// Seconds between two polls.
    let interval: Int

    private static let doing = "reading the authentication response"
    /// Seconds between two polls where the server does not say (OpenID CIBA Core §7.3).
    private static let usualInterval: Int64 = 5
    /// Seconds that no lifetime exceeds here: no user is waited for longer than a day.
    private static let longestLife: Int64 = 86_400

    /// - Parameter bindingMessage: what the user's device shows.
    static func process(
        _ response: HTTPResponse, bindingMessage: String?, receivedAt: Int64
    ) throws(OAuthError) -> CIBARequest {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        let json = try body.object()
        if json["auth_req_id"] == nil, let refused = body.refused { throw refused }
        let members = Members(json, doing: doing, section: "OpenID CIBA Core §7.3")
        guard let life = try members.integer("expires_in") else { throw members.missing("expires_in") }
        let expiresAt = receivedAt + min(max(life, 0), longestLife) * 1000
        let interval = try members.integer("interval") ?? usualInterval
        return CIBARequest(
            id: try members.requiredText("auth_req_id"),
            instruction: Instruction(
                // Where a server says at which address its user decides: no standard has it, and the sandbox does it.
                address: try members.text("approval_uri"), bindingMessage: bindingMessage, expiresAt: expiresAt),
            expiresAt: expiresAt, interval: Int(min(max(interval, 0), longestLife)))
    }
}

extension Endpoint {
    /// Where a client asks for a user's authentication (OpenID CIBA Core §4).
    public static let backchannelAuthentication = Endpoint(name: "backchannel_authentication_endpoint")
}

extension OAuthError.Code {
    /// The user did not decide while the authentication request was valid.
    public static let authenticationRequestExpired = Self(rawValue: "authentication-request-expired")
}

extension FlowMessage {
    /// The request for a user's authentication.
    public static let backchannelAuthentication = FlowMessage(
        name: "backchannel_authentication", summary: "authentication request", section: "OpenID CIBA Core §7.1",
        standIn: .standIn(["auth_req_id": "<auth_req_id>", "expires_in": 600, "interval": 5]))

    /// A token request that may be sent again and again (OpenID CIBA Core §10.1).
    public static let cibaPoll = FlowMessage(
        name: "token", summary: "poll for the user's tokens", section: "OpenID CIBA Core §10.1",
        standIn: FlowMessage.token.standIn, survivesFailure: true)
}
