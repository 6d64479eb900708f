public import HTTPMessage
public import OAuthCore

/// Asks a token endpoint for tokens by a grant (RFC 6749 §3.2).
public struct TokenRequest: Sendable {
    /// The grant whose `grant_type` is sent.
    public var grant: GrantFlow
    /// The client that asks.
    public var client: ClientRegistration
    /// By the names of ``FlowDescription/inputs`` of the grant; what has no value is not sent, and other names follow at the end.
    public var values: FormParameters
    /// The name of a ``ClientAuthenticator``; nil leaves the choice to registration and metadata.
    public var authenticationMethod: String?

    /// A request of these values.
    public init(
        _ grant: GrantFlow, client: ClientRegistration, values: FormParameters, authenticationMethod: String? = nil
    ) {
        self.grant = grant
        self.client = client
        self.values = values
        self.authenticationMethod = authenticationMethod
    }

    /// The request with the client authenticated. The client and its method are those of this request, not of the
    /// context.
    ///
    /// - Throws: ``OAuthError/Code/endpointUnknown``, or that the client cannot authenticate.
    public func draft(in context: FlowContext) throws(OAuthError) -> OAuthRequest {
        var request = OAuthRequest.form(to: try context.server.url(of: .token), parameters)
        try context.with(client, method: authenticationMethod).authenticate(&request)
        return request
    }

    /// The request for a client whose authentication needs neither a clock nor randomness.
    ///
    /// - Throws: as ``draft(in:)``.
    public func draft(for server: AuthorizationServer) throws(OAuthError) -> OAuthRequest {
        try draft(in: .timeless(server, client))
    }

    private var parameters: FormParameters {
        let names = grant.description.inputs.map(\.name)
        var parameters: FormParameters = ["grant_type": grant.type]
        for name in names {
            for value in values.all(name) { parameters.add(name, value) }
        }
        for other in values where !names.contains(other.name) { parameters.add(other.name, other.value) }
        return parameters
    }
}

extension TokenRequest {
    /// Redeems a code (RFC 6749 §4.1.3).
    public static func authorizationCode(
        _ code: String, redirectURI: String?, verifier: String?, client: ClientRegistration
    ) -> TokenRequest {
        var values: FormParameters = ["code": code]
        values.set("redirect_uri", redirectURI)
        values.set("code_verifier", verifier)
        return TokenRequest(.authorizationCode, client: client, values: values)
    }

    /// Refreshes tokens (RFC 6749 §6).
    public static func refresh(_ refreshToken: String, scope: Scope? = nil, client: ClientRegistration) -> TokenRequest
    {
        var values: FormParameters = ["refresh_token": refreshToken]
        values.set("scope", scope?.text)
        return TokenRequest(.refreshToken, client: client, values: values)
    }

    /// Gets tokens for the client itself (RFC 6749 §4.4.2).
    public static func clientCredentials(scope: Scope? = nil, client: ClientRegistration) -> TokenRequest {
        var values = FormParameters()
        values.set("scope", scope?.text)
        return TokenRequest(.clientCredentials, client: client, values: values)
    }
}
