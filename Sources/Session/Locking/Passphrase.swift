internal import Crypto
internal import CryptoExtras
internal import Diagnostics
internal import Encodings
internal import Foundation
internal import JSONKit
internal import OAuthCore

/// A key made of a passphrase with scrypt (RFC 7914), and what it seals with AES-GCM (NIST SP 800-38D).
struct PassphraseKey: Sendable {
    /// What must be kept beside the sealed data to make the key again.
    struct Parameters: Equatable, Sendable {
        var salt: [UInt8]
        /// N, r and p of RFC 7914 §2: 64 MB and a fraction of a second for each guess.
        var rounds = 1 << 16
        var blockSize = 8
        var parallelism = 1
    }

    let parameters: Parameters
    private let key: SymmetricKey

    init(_ passphrase: String, _ parameters: Parameters) throws(Diagnostic) {
        self.parameters = parameters
        do {
            key = try KDF.Scrypt.deriveKey(
                from: Array(passphrase.utf8), salt: parameters.salt, outputByteCount: 32, rounds: parameters.rounds,
                blockSize: parameters.blockSize, parallelism: parameters.parallelism)
        } catch {
            throw Diagnostic(
                .execution, "key-derivation", "no key could be made of the passphrase", found: "\(error)",
                advice: ["make room in memory and try again"])
        }
    }

    /// - Parameter context: what the data belongs to, so that one piece cannot stand for another.
    func seal(_ bytes: some DataProtocol, context: String) throws(Diagnostic) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(bytes, using: key, authenticating: Array(context.utf8))
            return Array(box.combined ?? Data())
        } catch {
            throw Diagnostic(.execution, "sealing", "the secrets could not be sealed", found: "\(error)")
        }
    }

    func open(_ sealed: [UInt8], context: String) throws(Diagnostic) -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: key, authenticating: Array(context.utf8)))
        } catch {
            throw Diagnostic(
                .execution, "wrong-passphrase", "the passphrase does not open it",
                advice: ["type it again; nobody can recover it"])
        }
    }
}

extension PassphraseKey.Parameters {
    var json: JSON {
        [
            "kdf": "scrypt", "salt": JSON(Base64URL.encode(salt)), "n": JSON(rounds), "r": JSON(blockSize),
            "p": JSON(parallelism), "cipher": "AES-256-GCM",
        ]
    }

    /// In bytes: somebody else's bundle must not take all there is.
    private static let largestMemory: Int64 = 256 << 20

    /// Nil for what is no such record, or asks for more than a workbench would.
    init?(_ json: JSON) {
        guard json["kdf"]?.string == "scrypt", json["cipher"]?.string == "AES-256-GCM",
            let salt = json["salt"]?.string.flatMap({ Base64URL.decode($0) }), salt.count >= 16,
            let rounds = json["n"]?.integer, (1 << 14...1 << 20).contains(rounds), rounds & (rounds - 1) == 0,
            let blockSize = json["r"]?.integer, (1...16).contains(blockSize),
            let parallelism = json["p"]?.integer, (1...4).contains(parallelism),
            128 * rounds * blockSize <= Self.largestMemory
        else { return nil }
        self.init(salt: salt, rounds: Int(rounds), blockSize: Int(blockSize), parallelism: Int(parallelism))
    }
}
