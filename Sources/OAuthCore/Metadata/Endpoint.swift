/// An endpoint by the name that metadata gives it, and where a server's record holds it.
public struct Endpoint: Sendable {
    /// `token_endpoint`.
    public let name: String
    let location: @Sendable (AuthorizationServer) -> String?

    public static let authorization = Endpoint(name: "authorization_endpoint") { $0.authorizationEndpoint }
    public static let token = Endpoint(name: "token_endpoint") { $0.tokenEndpoint }
    public static let revocation = Endpoint(name: "revocation_endpoint") { $0.revocationEndpoint }
    public static let introspection = Endpoint(name: "introspection_endpoint") { $0.introspectionEndpoint }
    public static let userinfo = Endpoint(name: "userinfo_endpoint") { $0.userinfoEndpoint }
    public static let keys = Endpoint(name: "jwks_uri") { $0.jwksURI }
}

extension AuthorizationServer {
    /// The URL of an endpoint.
    ///
    /// - Throws: ``OAuthError/Code/endpointUnknown``.
    public func url(of endpoint: Endpoint) throws(OAuthError) -> String {
        if let url = endpoint.location(self) { return url }
        throw OAuthError(
            .endpointUnknown, doing: "looking for the \(endpoint.name)",
            found: "The provider names none",
            advice: "Discover its metadata, or set \(endpoint.name) on the provider.")
    }
}
