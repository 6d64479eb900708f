internal import Crypto
internal import Encodings
package import OAuthCore

/// Secrets that the provider hands out, of which it keeps only a hash.
package enum Secret {
    /// SHA-256 without salt or stretching, which 256 random bits don't need.
    package static func hash(_ secret: String) -> String { Base64URL.encode(SHA256.hash(data: Array(secret.utf8))) }

    /// Another hash of the SHA-2 family, where what the hash is compared with is made of that one.
    ///
    /// - Parameter algorithm: the algorithm that has the hash.
    package static func hash(_ secret: String, of algorithm: SignatureAlgorithm) -> String {
        Base64URL.encode(algorithm.digest(Array(secret.utf8)))
    }
}
