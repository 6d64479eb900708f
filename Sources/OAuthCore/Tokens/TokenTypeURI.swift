internal import JSONKit

/// The identifiers of kinds of token (RFC 8693 §3), and the short names by which they may be given.
public enum TokenTypeURI {
    private static let prefix = "urn:ietf:params:oauth:token-type:"

    /// The last parts of the registered identifiers.
    public static let names = ["access_token", "refresh_token", "id_token", "jwt", "saml1", "saml2"]

    /// ``names`` as a list for a sentence.
    package static var shortNames: String { names.joined(separator: ", ") }

    /// An OAuth access token of the server.
    public static let accessToken = prefix + "access_token"
    /// An OAuth refresh token of the server.
    public static let refreshToken = prefix + "refresh_token"
    /// An ID token (OpenID Connect Core §2).
    public static let idToken = prefix + "id_token"
    /// A JWT that may be anything (RFC 7519).
    public static let jwt = prefix + "jwt"

    /// The identifier of a short name; any other text as it is.
    public static func full(_ name: String) -> String { names.contains(name) ? prefix + name : name }

    /// The short name of an identifier; nil for one that RFC 8693 does not register.
    public static func short(_ identifier: String) -> String? {
        guard identifier.hasPrefix(prefix) else { return nil }
        let name = String(identifier.dropFirst(prefix.count))
        return names.contains(name) ? name : nil
    }

    /// What a token seems to be: a JWT by what it says of itself, a SAML assertion by its first characters, and else an
    /// access token.
    public static func type(of token: String) -> String {
        if token.hasPrefix("<") || token.hasPrefix("PHNhbWw") || token.hasPrefix("PEFzc2VydGlvb") {
            return prefix + "saml2"
        }
        guard let jwt = try? JWTParts(reading: token) else { return accessToken }
        let claims = jwt.claims
        let isAccess =
            jwt.type?.lowercased().hasSuffix("at+jwt") == true || claims["scope"] != nil || claims["scp"] != nil
        return !isAccess && (claims["nonce"] != nil || claims["at_hash"] != nil) ? idToken : accessToken
    }
}

extension TokenSet {
    /// What a token exchange says that it issued (RFC 8693 §2.2.1); nil for tokens of other grants.
    public var issuedTokenType: String? { extra["issued_token_type"]?.string }
}
