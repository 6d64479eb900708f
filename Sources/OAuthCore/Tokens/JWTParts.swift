internal import Encodings
public import JSONKit

/// The parts of a JWT in compact form, read and not verified (RFC 7519 §7.2, RFC 7515 §7.1).
public struct JWTParts: Sendable, Equatable {
    /// The JOSE header (RFC 7519 §5).
    public let header: JSON
    /// The claims set (RFC 7519 §4).
    public let claims: JSON
    /// What the signature is over: the first two parts with their dot.
    public let signingInput: String
    /// Empty for an unsecured JWT.
    public let signature: [UInt8]

    /// The longest token that is looked into, in bytes.
    public static let limit = 1 << 18

    /// `alg` (RFC 7515 §4.1.1).
    public var algorithm: String? { header["alg"]?.string }
    /// `kid` (RFC 7515 §4.1.4).
    public var keyID: String? { header["kid"]?.string }
    /// `typ` (RFC 7519 §5.1).
    public var type: String? { header["typ"]?.string }

    /// - Throws: ``OAuthError/Code/tokenOpaque`` with what keeps the token from being a JWT.
    public init(reading token: String) throws(OAuthError) {
        guard token.utf8.count <= JWTParts.limit else {
            throw JWTParts.opaque("it is longer than \(JWTParts.limit) bytes")
        }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw JWTParts.opaque(JWTParts.shape(parts: parts.count)) }
        header = try JWTParts.object(parts[0], named: "header")
        claims = try JWTParts.object(parts[1], named: "payload")
        guard let signature = Base64URL.decode(parts[2]) else {
            throw JWTParts.opaque("its signature is not base64url")
        }
        self.signature = signature
        signingInput = "\(parts[0]).\(parts[1])"
    }

    private static func object(_ part: Substring, named name: String) throws(OAuthError) -> JSON {
        guard let bytes = Base64URL.decode(part) else { throw opaque("its \(name) is not base64url") }
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch {
            throw opaque("its \(name) is not JSON (\(error.phrase))")
        }
        guard json.kind == .object else { throw opaque("its \(name) is not a JSON object") }
        return json
    }

    private static func shape(parts: Int) -> String {
        switch parts {
        case 1: "it has no dots, and a JWT has two"
        case 5: "it has five parts, so it is an encrypted JWT (JWE), whose claims only its audience can read"
        default: "it has \(parts - 1) dots, and a JWT has two"
        }
    }

    private static func opaque(_ found: String) -> OAuthError {
        OAuthError(
            .tokenOpaque, doing: "reading the token as a JWT", found: "The token is not a readable JWT: \(found)",
            advice: "Treat it as opaque: ask the server about it by introspection or userinfo.")
    }
}

extension JWTParts {
    /// `aud` as a list (RFC 7519 §4.1.3).
    public var audiences: [String] {
        claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.elements?.compactMap(\.string) ?? []
    }
}
