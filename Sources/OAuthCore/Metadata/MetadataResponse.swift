public import HTTPMessage
public import JSONKit

/// A server's metadata as it was answered (RFC 8414 §3.2, OpenID Connect Discovery §4.2).
public struct MetadataResponse: Sendable, Equatable {
    /// The server that the document describes.
    public let server: AuthorizationServer
    /// What the document has against recommendations that do not make it unusable.
    public let warnings: [OAuthWarning]

    static let doing = "reading the server's metadata"

    /// - Parameter issuer: what was asked for; the document must name the same, byte for byte (RFC 8414 §3.3).
    /// - Throws: ``OAuthError/Code/issuerMismatch``, ``OAuthError/Code/missingMember``,
    ///   ``OAuthError/Code/invalidMember`` for a member of ``MetadataField/all`` with a value of the wrong type, or that no
    ///   metadata came.
    public static func process(
        _ response: HTTPResponse, issuer: String
    ) throws(OAuthError) -> MetadataResponse {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        return try process(try body.object(), issuer: issuer)
    }

    /// Reads a metadata document that came some other way.
    public static func process(_ json: JSON, issuer: String) throws(OAuthError) -> MetadataResponse {
        let members = Members(json, doing: doing, section: "RFC 8414 §2")
        let found = try members.requiredText("issuer")
        guard ByteComparison.equal(found, issuer) else { throw mismatch(expected: issuer, found: found) }
        for field in MetadataField.all { try field.check(json, doing: doing) }
        let server = AuthorizationServer(document: json)
        let grants = server.grantTypesSupported ?? ["authorization_code", "implicit"]
        if grants.contains("authorization_code") { _ = try members.requiredText("authorization_endpoint") }
        if grants != ["implicit"] { _ = try members.requiredText("token_endpoint") }
        return MetadataResponse(server: server, warnings: warnings(server))
    }

    private static func warnings(_ server: AuthorizationServer) -> [OAuthWarning] {
        var warnings: [OAuthWarning] = []
        if let issuer = server.issuer.flatMap(URLParts.init), issuer.scheme != "https", !issuer.isLoopback {
            warnings.append(
                OAuthWarning("issuer-insecure", "The issuer is not an https URL", section: "RFC 8414 §2"))
        }
        if server.texts("response_types_supported") == nil {
            warnings.append(
                OAuthWarning(
                    "response-types-missing", "The metadata lacks response_types_supported", section: "RFC 8414 §2"))
        }
        if let methods = server.codeChallengeMethodsSupported, !methods.contains(PKCE.Method.s256.rawValue) {
            warnings.append(
                OAuthWarning("s256-missing", "The server does not list S256 for PKCE", section: "RFC 9700 §2.1.1"))
        }
        return warnings
    }

    private static func mismatch(expected: String, found: String) -> OAuthError {
        let difference = ByteComparison.difference(expected: expected, found: found)
        return OAuthError(
            .issuerMismatch, doing: doing,
            found: "The document is of the issuer \(PrintableText.safe(found, limit: 500)), "
                + "asked for was \(PrintableText.safe(expected, limit: 500)); \(difference)",
            advice: "If the server is the right one, use the issuer exactly as its document writes it.")
    }
}
