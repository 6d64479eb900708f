internal import HTTPMessage

/// Asks a server for its metadata (RFC 8414 §3.1, OpenID Connect Discovery §4.1).
public struct MetadataRequest: Sendable, Equatable {
    /// The issuer identifier (RFC 8414 §2).
    public var issuer: String
    /// Which of the two addresses is asked.
    public var form: Form

    /// The two places where metadata is found.
    public enum Form: String, Sendable, CaseIterable {
        /// `/.well-known/oauth-authorization-server` between host and path.
        case oauth = "oauth-authorization-server"
        /// `/.well-known/openid-configuration` after the path.
        case openID = "openid-configuration"
    }

    /// A request for the metadata of this issuer.
    public init(issuer: String, form: Form = .oauth) {
        self.issuer = issuer
        self.form = form
    }

    /// - Throws: ``OAuthError/Code/issuerInvalid`` where the issuer is no URL, or has a query or a fragment
    ///   (RFC 8414 §2).
    public func draft() throws(OAuthError) -> OAuthRequest { OAuthRequest.json("GET", to: try wellKnownURL()) }

    /// Where the metadata of the issuer is.
    public func wellKnownURL() throws(OAuthError) -> String {
        let (origin, path) = try divided()
        return switch form {
        case .oauth: "\(origin)/.well-known/\(form.rawValue)\(path)"
        case .openID: "\(origin)\(path)/.well-known/\(form.rawValue)"
        }
    }

    /// What stands before the path of the issuer, and its path without a slash at its end.
    ///
    /// - Throws: as ``draft()``.
    func divided(keepingSlash: Bool = false) throws(OAuthError) -> (origin: String, path: String) {
        guard issuer.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw invalid("it has a space or a character outside ASCII")
        }
        guard let parts = URLParts(issuer) else { throw invalid("it is not of the form https://host/path") }
        guard parts.query == nil, parts.fragment == nil else { throw invalid("it has a query or a fragment") }
        let path = parts.path.hasSuffix("/") && !keepingSlash ? String(parts.path.dropLast()) : parts.path
        return (String(issuer.dropLast(parts.path.count)), path)
    }

    private func invalid(_ found: String) -> OAuthError {
        OAuthError(
            .issuerInvalid, doing: "looking for the metadata of \(PrintableText.safe(issuer, limit: 200))",
            found: "This is not an issuer identifier: \(found)",
            advice: "Give a URL of scheme, host and maybe a path, such as https://auth.example.com.")
    }
}
