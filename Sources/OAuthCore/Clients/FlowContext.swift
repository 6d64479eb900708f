internal import Encodings

/// What a flow knows beside what it was made with. It is a value: it does no I/O, and the caller's clock and randomness
/// come in it.
public struct FlowContext: Sendable {
    /// The server, with its metadata.
    public var server: AuthorizationServer
    /// The client that acts, with its credentials.
    public var client: ClientRegistration
    /// The name of a ``ClientAuthenticator``; nil leaves the choice to registration and metadata.
    public var authenticationMethod: String?
    /// What is changed in the JWT by which the client authenticates, where its method makes one.
    public var assertion: JWTDraft
    /// How the provider's token responses differ from the RFC.
    public var dialect: TokenDialect
    /// Milliseconds since 1970.
    public var now: Int64
    /// As many random bytes as are asked for.
    public var random: @Sendable (Int) -> [UInt8]

    /// A context of these values; `now` is in milliseconds since 1970.
    public init(
        server: AuthorizationServer, client: ClientRegistration, authenticationMethod: String? = nil,
        assertion: JWTDraft = JWTDraft(), dialect: TokenDialect = .standard, now: Int64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.server = server
        self.client = client
        self.authenticationMethod = authenticationMethod
        self.assertion = assertion
        self.dialect = dialect
        self.now = now
        self.random = random
    }
}

extension FlowContext {
    /// A random text of the base64url alphabet.
    ///
    /// - Parameter count: how many random bytes it is made of.
    /// - Throws: ``OAuthError/Code/randomnessShort`` where the source gave fewer.
    public func randomText(_ count: Int) throws(OAuthError) -> String {
        let bytes = random(count)
        guard bytes.count >= count else { throw .randomnessShort(bytes.count, of: count) }
        return Base64URL.encode(bytes)
    }

    /// Authenticates the client on a request.
    ///
    /// - Throws: that no method fits, or ``OAuthError/Code/credentialMissing``.
    public func authenticate(_ request: inout OAuthRequest) throws(OAuthError) {
        let authenticator = try ClientAuthenticator.choose(authenticationMethod, for: client, at: server)
        try authenticator.authenticate(
            ClientAuthenticationContext(
                server: server, client: client, audience: request.url, assertion: assertion, now: now, random: random),
            on: &request)
    }
}

extension FlowContext {
    /// This context with another client and method.
    package func with(_ client: ClientRegistration, method: String?) -> FlowContext {
        var context = self
        context.client = client
        context.authenticationMethod = method
        return context
    }

    /// A context for requests that need neither a clock nor randomness; what asks for randomness throws
    /// ``OAuthError/Code/randomnessShort``.
    package static func timeless(_ server: AuthorizationServer, _ client: ClientRegistration) -> FlowContext {
        FlowContext(server: server, client: client, now: 0) { _ in [] }
    }
}

extension OAuthError {
    static func randomnessShort(_ found: Int, of expected: Int) -> OAuthError {
        OAuthError(
            .randomnessShort, doing: "making a random value",
            found: "\(expected) random bytes were asked for, and \(found) came",
            advice: "This step needs a source of randomness.")
    }
}
