public import HTTPMessage
public import JSONKit

/// A server's metadata as it was answered (RFC 8414 §3.2, OpenID Connect Discovery §4.2).
public struct MetadataResponse: Sendable, Equatable {
    /// The server that the document describes.
    public let server: AuthorizationServer
    /// What the document has against recommendations that do not make it unusable.
    public let warnings: [OAuthWarning]

    static let doing = "reading the server's metadata"

    /// A member of ``MetadataField/all`` with a value of the wrong type is left out, with a warning that names it; the
    /// others stay usable. A byte order mark before the document is read over, with a warning too (RFC 8259 §8.1).
    ///
    /// - Parameter issuer: what was asked for; the document must name the same, byte for byte (RFC 8414 §3.3).
    /// - Throws: ``OAuthError/Code/issuerMismatch``, ``OAuthError/Code/missingMember`` for an endpoint that is not there,
    ///   ``OAuthError/Code/invalidMember`` for an issuer that is not a string, or that no metadata came.
    public static func process(
        _ response: HTTPResponse, issuer: String
    ) throws(OAuthError) -> MetadataResponse {
        var response = response
        let isMarked = response.body.starts(with: byteOrderMark)
        if isMarked { response.body.removeFirst(byteOrderMark.count) }
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        let processed = try process(try body.object(), issuer: issuer)
        guard isMarked else { return processed }
        let warning = OAuthWarning(
            "byte-order-mark", "The document begins with a byte order mark (U+FEFF)", section: "RFC 8259 §8.1")
        return MetadataResponse(server: processed.server, warnings: [warning] + processed.warnings)
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads a metadata document that came some other way.
    public static func process(_ json: JSON, issuer: String) throws(OAuthError) -> MetadataResponse {
        let members = Members(json, doing: doing, section: "RFC 8414 §2")
        let found = try members.requiredText("issuer")
        guard ByteComparison.equal(found, issuer) else { throw mismatch(expected: issuer, found: found) }
        let oddities = MetadataField.all.compactMap { field in
            field.oddity(in: json).map { (name: field.name, warning: $0) }
        }
        let odd = Set(oddities.map(\.name))
        let kept = (json.members ?? []).filter { !odd.contains($0.name) }.map { ($0.name, $0.value) }
        let server = AuthorizationServer(document: odd.isEmpty ? json : JSON(members: kept))
        let grants = server.grantTypesSupported ?? ["authorization_code", "implicit"]
        let isIssuerOfKeys = server.hasKeysAlone
        let required =
            isIssuerOfKeys
            ? []
            : (grants.contains("authorization_code") ? ["authorization_endpoint"] : [])
                + (grants == ["implicit"] ? [] : ["token_endpoint"])
        for name in required where !odd.contains(name) { _ = try members.requiredText(name) }
        return MetadataResponse(server: server, warnings: oddities.map(\.warning) + warnings(server, odd))
    }

    private static func warnings(_ server: AuthorizationServer, _ odd: Set<String>) -> [OAuthWarning] {
        var warnings: [OAuthWarning] = []
        if let issuer = server.issuer.flatMap(URLParts.init), issuer.scheme != "https", !issuer.isLoopback {
            warnings.append(
                OAuthWarning("issuer-insecure", "The issuer is not an https URL", section: "RFC 8414 §2"))
        }
        if server.hasKeysAlone {
            warnings.append(
                OAuthWarning(
                    "no-flow",
                    "The metadata has neither authorization_endpoint nor token_endpoint, only keys (jwks_uri): no flow can "
                        + "begin here, and tokens of this issuer can be verified", section: "RFC 8414 §2"))
        }
        if server.texts("response_types_supported") == nil, !odd.contains("response_types_supported") {
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
