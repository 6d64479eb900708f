internal import Crypto
internal import Encodings
internal import OAuthCore

/// Secrets that the provider hands out, of which it keeps only a hash.
package enum Secret {
    /// SHA-256 without salt or stretching, which 256 random bits don't need.
    package static func hash(_ secret: String) -> String { Base64URL.encode(SHA256.hash(data: Array(secret.utf8))) }
}
