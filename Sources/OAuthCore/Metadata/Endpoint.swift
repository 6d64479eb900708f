/// An endpoint by the name that metadata gives it (RFC 8414 §2).
public struct Endpoint: Sendable, Equatable {
    /// `token_endpoint`, a URL of ``MetadataField/all``.
    public let name: String

    public init(name: String) { self.name = name }

    public static let authorization = Endpoint(name: "authorization_endpoint")
    public static let token = Endpoint(name: "token_endpoint")
    public static let revocation = Endpoint(name: "revocation_endpoint")
    public static let introspection = Endpoint(name: "introspection_endpoint")
    public static let userinfo = Endpoint(name: "userinfo_endpoint")
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
