internal import Crypto
internal import CryptoExtras
internal import Encodings
internal import OAuthCore

/// Passwords as scrypt (RFC 7914) keeps them: `scrypt$rounds$salt$key`.
package enum PasswordHash {
    /// A low cost, of a few milliseconds: a sandbox prints its passwords on the sign-in page, and should start at once.
    /// A provider with real accounts would take 2^17.
    private static let rounds = 1 << 10
    private static let blockSize = 8
    private static let keySize = 32

    /// The text under which a password is stored, in the form `scrypt$rounds$salt$key`.
    ///
    /// - Throws: an error of the derivation for parameters that it does not take.
    package static func make(_ password: String, salt: [UInt8]) throws -> String {
        let key = try derive(password, salt: salt, rounds: rounds)
        return "scrypt$\(rounds)$\(Base64URL.encode(salt))$\(Base64URL.encode(key))"
    }

    /// Whether a password is the one of a stored text; false for a text that is not of the form of ``make(_:salt:)``.
    package static func verifies(_ password: String, _ stored: String) -> Bool {
        let parts = stored.split(separator: "$")
        guard parts.count == 4, let rounds = Int(parts[1]), let salt = Base64URL.decode(parts[2]),
            let expected = Base64URL.decode(parts[3]),
            let key = try? derive(password, salt: salt, rounds: rounds)
        else { return false }
        return ConstantTime.equal(key, expected)
    }

    /// Takes as long as verifying, so that the time does not tell whether a user exists.
    package static func waste(_ password: String) { _ = try? derive(password, salt: [0], rounds: rounds) }

    private static func derive(_ password: String, salt: [UInt8], rounds: Int) throws -> [UInt8] {
        try KDF.Scrypt.deriveKey(
            from: Array(password.utf8), salt: salt, outputByteCount: keySize, rounds: rounds, blockSize: blockSize,
            parallelism: 1
        ).withUnsafeBytes { Array($0) }
    }
}
