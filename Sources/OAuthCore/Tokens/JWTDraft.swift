internal import Crypto
internal import Encodings
public import JSONKit

/// A JWT that is to be signed, of which everything can be changed or left out.
public struct JWTDraft: Sendable, Equatable {
    /// A member that was given; nil for one that is left out.
    public struct Change: Sendable, Equatable {
        /// The name of the member: `aud`.
        public let name: String
        /// Its value; nil leaves it out.
        public let value: JSON?

        /// A change of one member.
        public init(_ name: String, _ value: JSON?) {
            self.name = name
            self.value = value
        }
    }

    /// Changes of the claims, in their order.
    public var claims: [Change]
    /// Changes of the JOSE header, in their order.
    public var header: [Change]
    /// A private key as PEM or JWK, in place of the client's own; nil for the client's.
    public var key: String?

    /// A draft without changes.
    public init(claims: [Change] = [], header: [Change] = [], key: String? = nil) {
        self.claims = claims
        self.header = header
        self.key = key
    }

    /// Whether anything is changed.
    public var isEmpty: Bool { claims.isEmpty && header.isEmpty && key == nil }
}

extension JWTDraft {
    /// The JWT in compact form.
    ///
    /// The times `exp`, `iat` and `nbf` may be given as a number of seconds since 1970, or as seconds from now: `+60`, `-60`.
    /// - Parameters:
    ///   - usual: the claims that are there unless they are changed or left out.
    ///   - type: the usual `typ`.
    ///   - secret: signs where there is no key (RFC 7518 §3.2).
    ///   - now: milliseconds since 1970.
    /// - Throws: ``OAuthError/Code/signingFailed`` for an algorithm that does not fit the key,
    ///   ``OAuthError/Code/credentialMissing`` where there is nothing to sign with.
    package func signed(
        usual: [(String, JSON)], type: String, key: PrivateKey?, secret: String?, now: Int64
    ) throws(OAuthError) -> String {
        let given = header.last { $0.name == "alg" }
        let algorithm = given.map { $0.value?.string ?? "none" } ?? key?.algorithms.first ?? "HS256"
        let usualHeader: [(String, JSON?)] = [
            ("alg", JSON(algorithm)), ("typ", JSON(type)), ("kid", key?.id.map { JSON($0) }),
        ]
        let header = JWTDraft.applied(header, to: JSON(present: usualHeader))
        let claims = JWTDraft.applied(
            claims.map { JWTDraft.Change($0.name, JWTDraft.time($0, now)) }, to: JSON(members: usual))
        let input = [header, claims].map { Base64URL.encode(Array($0.text().utf8)) }.joined(separator: ".")
        let signature = try JWTDraft.signature(of: Array(input.utf8), algorithm, key, secret)
        return "\(input).\(Base64URL.encode(signature))"
    }

    private static func applied(_ changes: [Change], to json: JSON) -> JSON {
        changes.reduce(json) { $0.setting($1.name, to: $1.value) }
    }

    /// A time as a NumericDate (RFC 7519 §2); what is not a number is sent as it was given.
    private static func time(_ change: Change, _ now: Int64) -> JSON? {
        guard ["exp", "iat", "nbf", "auth_time"].contains(change.name), let text = change.value?.string,
            let number = Int64(text)
        else { return change.value }
        guard text.hasPrefix("+") || text.hasPrefix("-") else { return JSON(number) }
        let (moment, overflow) = (now / 1000).addingReportingOverflow(number)
        return overflow ? change.value : JSON(moment)
    }

    private static func signature(
        of bytes: [UInt8], _ algorithm: String, _ key: PrivateKey?, _ secret: String?
    ) throws(OAuthError) -> [UInt8] {
        if algorithm == "none" { return [] }
        if algorithm.hasPrefix("HS"), let secret { return try mac(of: bytes, algorithm, secret) }
        guard let key else {
            throw OAuthError(
                .credentialMissing, doing: "signing an assertion", found: "There is no private key to sign with",
                advice: "Give the client one (private_key=@key.pem), or this assertion alone (key=@key.pem).")
        }
        return try key.signature(of: bytes, algorithm: algorithm)
    }

    private static func mac(of bytes: [UInt8], _ algorithm: String, _ secret: String) throws(OAuthError) -> [UInt8] {
        let key = SymmetricKey(data: Array(secret.utf8))
        switch algorithm {
        case "HS256": return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
        case "HS384": return Array(HMAC<SHA384>.authenticationCode(for: bytes, using: key))
        case "HS512": return Array(HMAC<SHA512>.authenticationCode(for: bytes, using: key))
        default:
            throw OAuthError(
                .signingFailed, doing: "signing an assertion",
                found: "\(PrintableText.safe(algorithm, limit: 40)) is not an algorithm that a secret signs with",
                advice: "Choose HS256, HS384 or HS512, or give a private key.")
        }
    }
}
