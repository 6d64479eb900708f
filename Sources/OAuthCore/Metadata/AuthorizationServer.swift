public import JSONKit

/// The endpoints and the facts of a server that a client uses (RFC 8414 §2).
public struct AuthorizationServer: Sendable, Equatable {
    public var issuer: String?
    public var authorizationEndpoint: String?
    public var tokenEndpoint: String?
    public var revocationEndpoint: String?
    public var introspectionEndpoint: String?
    public var userinfoEndpoint: String?
    public var registrationEndpoint: String?
    public var jwksURI: String?
    public var scopesSupported: [String]?
    public var grantTypesSupported: [String]?
    public var tokenEndpointAuthMethodsSupported: [String]?
    public var codeChallengeMethodsSupported: [String]?
    /// Whether it promises `iss` in authorization responses (RFC 9207 §3).
    public var authorizationResponseIssParameterSupported: Bool
    /// The metadata document, where there was one.
    public var metadata: JSON?

    public init(
        issuer: String? = nil, authorizationEndpoint: String? = nil, tokenEndpoint: String? = nil,
        revocationEndpoint: String? = nil, introspectionEndpoint: String? = nil, userinfoEndpoint: String? = nil,
        registrationEndpoint: String? = nil, jwksURI: String? = nil, scopesSupported: [String]? = nil,
        grantTypesSupported: [String]? = nil, tokenEndpointAuthMethodsSupported: [String]? = nil,
        codeChallengeMethodsSupported: [String]? = nil, authorizationResponseIssParameterSupported: Bool = false,
        metadata: JSON? = nil
    ) {
        self.issuer = issuer
        self.authorizationEndpoint = authorizationEndpoint
        self.tokenEndpoint = tokenEndpoint
        self.revocationEndpoint = revocationEndpoint
        self.introspectionEndpoint = introspectionEndpoint
        self.userinfoEndpoint = userinfoEndpoint
        self.registrationEndpoint = registrationEndpoint
        self.jwksURI = jwksURI
        self.scopesSupported = scopesSupported
        self.grantTypesSupported = grantTypesSupported
        self.tokenEndpointAuthMethodsSupported = tokenEndpointAuthMethodsSupported
        self.codeChallengeMethodsSupported = codeChallengeMethodsSupported
        self.authorizationResponseIssParameterSupported = authorizationResponseIssParameterSupported
        self.metadata = metadata
    }
}
