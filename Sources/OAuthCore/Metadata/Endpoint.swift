/// An endpoint by the name that metadata gives it (RFC 8414 §2).
public struct Endpoint: Sendable, Equatable {
    /// `token_endpoint`, a URL of ``MetadataField/all``.
    public let name: String

    /// An endpoint by its name in the metadata: `token_endpoint`.
    public init(name: String) { self.name = name }

    /// `authorization_endpoint` (RFC 6749 §3.1).
    public static let authorization = Endpoint(name: "authorization_endpoint")
    /// `token_endpoint` (RFC 6749 §3.2).
    public static let token = Endpoint(name: "token_endpoint")
    /// `revocation_endpoint` (RFC 7009 §2).
    public static let revocation = Endpoint(name: "revocation_endpoint")
    /// `introspection_endpoint` (RFC 7662 §2).
    public static let introspection = Endpoint(name: "introspection_endpoint")
    /// `userinfo_endpoint` (OpenID Connect Core §5.3).
    public static let userinfo = Endpoint(name: "userinfo_endpoint")
    /// `jwks_uri` (RFC 8414 §2).
    public static let keys = Endpoint(name: "jwks_uri")
}

extension AuthorizationServer {
    /// The URL of an endpoint.
    ///
    /// - Throws: ``OAuthError/Code/endpointUnknown``.
    public func url(of endpoint: Endpoint) throws(OAuthError) -> String {
        if let url = text(endpoint.name) { return url }
        throw OAuthError(
            .endpointUnknown, doing: "looking for the \(endpoint.name)",
            found: "The provider names none",
            advice: "Discover its metadata, or set \(endpoint.name) on the provider.")
    }
}
