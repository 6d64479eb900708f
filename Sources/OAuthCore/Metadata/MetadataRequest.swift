/// Asks a server for its metadata (RFC 8414 §3.1, OpenID Connect Discovery §4.1).
public struct MetadataRequest: Sendable, Equatable {
    public var issuer: String
    public var form: Form

    /// The two places where metadata is found.
    public enum Form: String, Sendable, CaseIterable {
        /// `/.well-known/oauth-authorization-server` between host and path.
        case oauth = "oauth-authorization-server"
        /// `/.well-known/openid-configuration` after the path.
        case openID = "openid-configuration"
    }

    public init(issuer: String, form: Form = .oauth) {
        self.issuer = issuer
        self.form = form
    }

    /// - Throws: ``OAuthError/Code/issuerInvalid`` where the issuer is no URL, or has a query or a fragment
    ///   (RFC 8414 §2).
    public func draft() throws(OAuthError) -> OAuthRequest { OAuthRequest.json("GET", to: try wellKnownURL()) }

    /// Where the metadata of the issuer is.
    public func wellKnownURL() throws(OAuthError) -> String {
        guard let scheme = issuer.firstRange(of: "://"), scheme.lowerBound > issuer.startIndex else {
            throw invalid("it has no scheme")
        }
        guard !issuer.unicodeScalars.contains(where: { $0 == "?" || $0 == "#" }) else {
            throw invalid("it has a query or a fragment")
        }
        guard issuer.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw invalid("it has a blank in it") }
        let pathStart = issuer[scheme.upperBound...].firstIndex(of: "/") ?? issuer.endIndex
        guard pathStart > scheme.upperBound else { throw invalid("it has no host") }
        let origin = issuer[..<pathStart]
        let path = issuer.hasSuffix("/") ? issuer[pathStart...].dropLast() : issuer[pathStart...]
        return switch form {
        case .oauth: "\(origin)/.well-known/\(form.rawValue)\(path)"
        case .openID: "\(origin)\(path)/.well-known/\(form.rawValue)"
        }
    }

    private func invalid(_ found: String) -> OAuthError {
        OAuthError(
            .issuerInvalid, doing: "looking for the metadata of \(PrintableText.safe(issuer, limit: 200))",
            found: "This is no issuer identifier: \(found)",
            advice: "Give a URL of scheme, host and maybe a path, such as https://auth.example.com.")
    }
}
