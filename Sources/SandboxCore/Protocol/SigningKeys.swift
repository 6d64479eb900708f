internal import Crypto
internal import CryptoExtras
internal import Encodings
internal import GRDB
package import JSONKit
package import JWTKit
internal import OAuthCore

/// The keys that sign ID tokens, made when the first one is needed and kept in the store.
package actor SigningKeys {
    private struct Key {
        var id: String
        var privateKey: _RSA.Signing.PrivateKey
    }

    private let store: Store
    private let clock: ProviderClock
    private var current: Key?
    private let signer = JWTKeyCollection()

    /// Keys that are read from a store, or made and written there, when the first one is needed.
    package init(store: Store, clock: ProviderClock) {
        self.store = store
        self.clock = clock
    }

    /// A compact JWS with RS256.
    package func sign(_ claims: some JWTPayload) async throws -> String {
        let key = try await key()
        return try await signer.sign(claims, kid: JWKIdentifier(string: key.id))
    }

    /// A compact JWS with RS256 of claims in this order.
    ///
    /// - Parameters:
    ///   - header: members beside `alg` and `kid`.
    ///   - isForged: signs with a key that is thrown away.
    package func sign(_ claims: JSON, header: JSON, isForged: Bool = false) async throws -> String {
        let key = try await key()
        let members: [(String, JSON)] = [("alg", "RS256"), ("kid", JSON(key.id))]
        let full = JSON(members: members + (header.members ?? []).map { ($0.name, $0.value) })
        let input = [full, claims].map { Base64URL.encode(Array($0.text().utf8)) }.joined(separator: ".")
        let signer = isForged ? try _RSA.Signing.PrivateKey(keySize: .bits2048) : key.privateKey
        let signature = try signer.signature(
            for: SHA256.hash(data: Array(input.utf8)), padding: .insecurePKCS1v1_5)
        return "\(input).\(Base64URL.encode(signature.rawRepresentation))"
    }

    /// The public key as a JWK set (RFC 7517 §5).
    package func publicKeys() async throws -> JSON {
        let key = try await key()
        let numbers = try key.privateKey.publicKey.getKeyPrimitives()
        return [
            "keys": [
                [
                    "kty": "RSA", "use": "sig", "alg": "RS256", "kid": JSON(key.id),
                    "n": JSON(Base64URL.encode(numbers.modulus)), "e": JSON(Base64URL.encode(numbers.publicExponent)),
                ]
            ]
        ]
    }

    private func key() async throws -> Key {
        if let current { return current }
        let key = try await storedOrNew()
        if let current { return current }
        await signer.add(
            rsa: try Insecure.RSA.PrivateKey(pem: key.privateKey.pemRepresentation), digestAlgorithm: .sha256,
            kid: JWKIdentifier(string: key.id))
        current = key
        return key
    }

    private func storedOrNew() async throws -> Key {
        if let stored = try await store.read({ try SigningKeys.find(in: $0) }) { return stored }
        let new = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let pem = new.pemRepresentation
        let id = String(Base64URL.encode(SHA256.hash(data: Array(new.publicKey.pemRepresentation.utf8))).prefix(16))
        let time = clock.now
        // Another process may have been quicker: its key is taken then.
        let stored = try await store.write { db -> Key? in
            if let other = try SigningKeys.find(in: db) { return other }
            try db.run("INSERT INTO signing_keys (id, pem, created_at) VALUES (?, ?, ?)", [id, pem, time])
            return nil
        }
        return stored ?? Key(id: id, privateKey: new)
    }

    private static func find(in db: Database) throws -> Key? {
        guard let row = try db.row("SELECT id, pem FROM signing_keys ORDER BY created_at DESC LIMIT 1") else {
            return nil
        }
        return Key(id: row["id"], privateKey: try _RSA.Signing.PrivateKey(pemRepresentation: row["pem"]))
    }
}
