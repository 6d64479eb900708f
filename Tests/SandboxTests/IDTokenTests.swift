import Crypto
import CryptoExtras
import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import SandboxCore
import Testing

@Suite struct IDTokenTests {
    @Test func isSignedByAPublishedKey() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let code = try await sandbox.code(client, ["nonce": "a nonce"])
            let tokens = try sandbox.tokens(
                try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code)))
            let parts = try JWTParts(reading: try #require(tokens.id))
            #expect(parts.algorithm == "RS256")
            let keys = try await sandbox.get("/oauth/jwks").json()["keys"]?.elements ?? []
            let jwk = try #require(keys.first { $0["kid"]?.string == parts.keyID })
            let key = try _RSA.Signing.PublicKey(
                n: try #require(Base64URL.decode(jwk["n"]?.string ?? "")),
                e: try #require(Base64URL.decode(jwk["e"]?.string ?? "")))
            let signature = _RSA.Signing.RSASignature(rawRepresentation: parts.signature)
            #expect(
                key.isValidSignature(
                    signature, for: SHA256.hash(data: Array(parts.signingInput.utf8)), padding: .insecurePKCS1v1_5))
            #expect(parts.claims["iss"]?.string == sandbox.server.baseURL)
            #expect(parts.claims["aud"]?.string == client.id)
            #expect(parts.claims["sub"]?.string == "user_1")
            #expect(parts.claims["nonce"]?.string == "a nonce")
            #expect(parts.claims["auth_time"]?.integer != nil)
            let hash = Base64URL.encode(SHA256.hash(data: Array(tokens.access.utf8)).prefix(16))
            #expect(parts.claims["at_hash"]?.string == hash)
            #expect((parts.claims["exp"]?.integer ?? 0) - (parts.claims["iat"]?.integer ?? 0) == 3600)
        }
    }

    @Test func comesOnlyWithOpenID() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            #expect(try await sandbox.tokens(client, ticked: ["profile"]).id == nil)
        }
    }

    @Test func keyOutlivesARestart() async throws {
        let file = TemporaryStore()
        var keys: [String] = []
        for _ in 0..<2 {
            try await TestSandbox.with({ $0.store = .file(file.path) }) { sandbox in
                keys.append(try await sandbox.get("/oauth/jwks").text)
            }
        }
        #expect(keys[0] == keys[1])
    }
}
