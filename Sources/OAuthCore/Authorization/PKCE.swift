internal import Crypto
internal import Encodings

/// A code verifier and its challenge (RFC 7636).
public struct PKCE: Sendable, Equatable {
    /// The `code_verifier` (RFC 7636 §4.1).
    public let verifier: String
    /// How the challenge is made from the verifier.
    public let method: Method

    /// A `code_challenge_method` (RFC 7636 §4.2); the raw value is the registered name.
    public enum Method: String, Sendable, CaseIterable {
        case s256 = "S256"
        /// Protects nothing (RFC 7636 §7.2): only for seeing what a server does with it.
        case plain
    }

    /// The lengths a verifier may have, in characters.
    public static let lengths = 43...128

    /// A challenge for this verifier, which is not checked.
    public init(verifier: String, method: Method = .s256) {
        self.verifier = verifier
        self.method = method
    }

    /// Makes a verifier out of random bytes; 32 give 43 characters, the length that RFC 7636 §4.1 recommends.
    ///
    /// - Parameter length: characters to keep; by default all that the bytes give.
    /// - Throws: ``OAuthError/Code/randomnessShort`` for too few bytes, ``OAuthError/Code/verifierInvalid`` for a length
    ///   outside ``lengths``.
    public init(random: [UInt8], length: Int? = nil) throws(OAuthError) {
        let text = Base64URL.encode(random)
        let length = length ?? text.utf8.count
        guard PKCE.lengths.contains(length) else { throw PKCE.badLength(length) }
        guard length <= text.utf8.count else { throw PKCE.shortOfBytes(random.count, for: length) }
        self.init(verifier: String(text.prefix(length)))
    }

    /// What is sent with the authorization request (RFC 7636 §4.2).
    public var challenge: String { PKCE.challenge(of: verifier, method: method) }

    /// The `code_challenge` of a verifier (RFC 7636 §4.2).
    public static func challenge(of verifier: String, method: Method = .s256) -> String {
        switch method {
        case .s256: Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
        case .plain: verifier
        }
    }

    /// Whether a verifier belongs to a challenge, compared in constant time (RFC 7636 §4.6).
    public static func verifies(_ verifier: String, challenge: String, method: Method = .s256) -> Bool {
        ConstantTime.equal(PKCE.challenge(of: verifier, method: method), challenge)
    }

    /// Whether a verifier has the length and the characters of RFC 7636 §4.1.
    public static func isValid(_ verifier: String) -> Bool {
        lengths.contains(verifier.utf8.count) && verifier.utf8.allSatisfy(\.isUnreserved)
    }

    private static func badLength(_ length: Int) -> OAuthError {
        OAuthError(
            .verifierInvalid, doing: "making a code verifier",
            found: "\(length) characters were asked for; a verifier has 43 to 128",
            advice: "Use 43, which 32 random bytes give.")
    }

    private static func shortOfBytes(_ count: Int, for length: Int) -> OAuthError {
        OAuthError(
            .randomnessShort, doing: "making a code verifier",
            found: "\(count) random bytes are too few for \(length) characters",
            advice: "Give \((length * 3 + 3) / 4) bytes.")
    }
}
