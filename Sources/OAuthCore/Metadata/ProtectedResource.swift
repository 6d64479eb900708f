public import HTTPMessage
public import JSONKit

/// A protected resource: its metadata (RFC 9728 §2), with typed access.
public struct ProtectedResource: Sendable, Equatable {
    /// The metadata as it was answered.
    public let json: JSON
    /// `resource`: the identifier of the resource.
    public let resource: String
    /// `authorization_servers`: the issuers of the servers that give tokens for it.
    public let authorizationServers: [String]

    package static let doing = "reading the metadata of the protected resource"

    /// Reads metadata that a server answered.
    ///
    /// - Throws: ``OAuthError/Code/missingMember`` where it has no `resource`, ``OAuthError/Code/invalidMember`` for a
    ///   value of the wrong type, or that no metadata came.
    public static func process(_ response: HTTPResponse) throws(OAuthError) -> ProtectedResource {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        let json = try body.object()
        let members = Members(json, doing: doing, section: "RFC 9728 §2")
        return ProtectedResource(
            json: json, resource: try members.requiredText("resource"),
            authorizationServers: try members.texts("authorization_servers") ?? [])
    }

    /// `scopes_supported`; nil where the metadata does not say it.
    public var scopesSupported: [String]? { json["scopes_supported"]?.elements?.compactMap(\.string) }
}
