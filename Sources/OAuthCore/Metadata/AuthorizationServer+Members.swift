internal import JSONKit

/// The members that this module uses, by their names in Swift; ``AuthorizationServer/subscript(_:)`` has every one.
extension AuthorizationServer {
    /// `issuer`.
    public var issuer: String? {
        get { text("issuer") }
        set { set("issuer", newValue) }
    }

    /// `authorization_endpoint`.
    public var authorizationEndpoint: String? {
        get { text("authorization_endpoint") }
        set { set("authorization_endpoint", newValue) }
    }

    /// `token_endpoint`.
    public var tokenEndpoint: String? {
        get { text("token_endpoint") }
        set { set("token_endpoint", newValue) }
    }

    /// `revocation_endpoint`.
    public var revocationEndpoint: String? {
        get { text("revocation_endpoint") }
        set { set("revocation_endpoint", newValue) }
    }

    /// `introspection_endpoint`.
    public var introspectionEndpoint: String? {
        get { text("introspection_endpoint") }
        set { set("introspection_endpoint", newValue) }
    }

    /// `userinfo_endpoint`.
    public var userinfoEndpoint: String? {
        get { text("userinfo_endpoint") }
        set { set("userinfo_endpoint", newValue) }
    }

    /// `registration_endpoint`.
    public var registrationEndpoint: String? {
        get { text("registration_endpoint") }
        set { set("registration_endpoint", newValue) }
    }

    /// `jwks_uri`.
    public var jwksURI: String? {
        get { text("jwks_uri") }
        set { set("jwks_uri", newValue) }
    }

    /// `scopes_supported`.
    public var scopesSupported: [String]? {
        get { texts("scopes_supported") }
        set { set("scopes_supported", newValue) }
    }

    /// `grant_types_supported`.
    public var grantTypesSupported: [String]? {
        get { texts("grant_types_supported") }
        set { set("grant_types_supported", newValue) }
    }

    /// `token_endpoint_auth_methods_supported`.
    public var tokenEndpointAuthMethodsSupported: [String]? {
        get { texts("token_endpoint_auth_methods_supported") }
        set { set("token_endpoint_auth_methods_supported", newValue) }
    }

    /// `code_challenge_methods_supported`.
    public var codeChallengeMethodsSupported: [String]? {
        get { texts("code_challenge_methods_supported") }
        set { set("code_challenge_methods_supported", newValue) }
    }

    /// Whether it has keys and no endpoint at which a flow could begin, as issuers of tokens for workloads.
    public var hasKeysAlone: Bool {
        jwksURI != nil && json["authorization_endpoint"] == nil && json["token_endpoint"] == nil
    }

    /// Whether it promises `iss` in authorization responses (RFC 9207 §3).
    public var authorizationResponseIssParameterSupported: Bool {
        get { json["authorization_response_iss_parameter_supported"]?.bool ?? false }
        set { self["authorization_response_iss_parameter_supported"] = JSON(newValue) }
    }
}
