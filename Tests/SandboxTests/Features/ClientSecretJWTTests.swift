import Crypto
import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import SandboxCore
import Testing

/// Clients that authenticate by an assertion which they sign with their secret (RFC 7523).
@Suite struct ClientSecretJWTTests {
    private static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    private struct Registered {
        var client: TestClient
        var secret: String
    }

    private func body(_ changes: [(String, JSON?)] = []) -> JSON {
        let body: JSON = [
            "name": "Secret App", "redirectUris": ["https://app.example/callback"], "scopes": ["profile", "openid"],
            "tokenEndpointAuthMethod": "client_secret_jwt",
        ]
        return changes.reduce(body) { $0.setting($1.0, to: $1.1) }
    }

    private func register(_ sandbox: TestSandbox, algorithm: String? = nil) async throws -> Registered {
        let changes: [(String, JSON?)] = [("tokenEndpointAuthSigningAlg", algorithm.map { JSON($0) })]
        let response = try await sandbox.post("/oauth/clients", json: body(changes), token: "sk-sandbox-ada")
        try #require(response.status == 201, "\(response.text)")
        let json = try response.json()
        #expect(json["tokenEndpointAuthMethod"] == "client_secret_jwt")
        #expect(json["tokenEndpointAuthSigningAlg"]?.string == algorithm)
        let client = TestClient(
            id: try #require(json["clientId"]?.string), redirectURI: "https://app.example/callback",
            scopes: ["profile", "openid"])
        return Registered(client: client, secret: try #require(json["clientSecret"]?.string))
    }

    private func claims(_ sandbox: TestSandbox, _ client: TestClient) -> JSON {
        [
            "iss": JSON(client.id), "sub": JSON(client.id), "aud": JSON(sandbox.server.baseURL),
            "jti": JSON("jti-\(UInt64.random(in: 0...UInt64.max))"),
            "exp": JSON(TestSandbox.now() / 1000 + 60),
        ]
    }

    private func sign(_ claims: JSON, _ secret: String, _ algorithm: String = "HS256") -> String {
        let header: JSON = ["alg": JSON(algorithm)]
        let input = [header, claims].map { Base64URL.encode(Array($0.text().utf8)) }.joined(separator: ".")
        let (bytes, key) = (Array(input.utf8), SymmetricKey(data: Array(secret.utf8)))
        let code =
            switch algorithm {
            case "HS384": Array(HMAC<SHA384>.authenticationCode(for: bytes, using: key))
            case "HS512": Array(HMAC<SHA512>.authenticationCode(for: bytes, using: key))
            default: Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
            }
        return "\(input).\(Base64URL.encode(code))"
    }

    private func form(_ assertion: String) -> FormParameters {
        [
            "grant_type": "refresh_token", "refresh_token": "rt_any", "client_assertion_type": Self.type,
            "client_assertion": assertion,
        ]
    }

    @Test(arguments: [nil, "HS256", "HS384", "HS512"])
    func exchangesACode(algorithm: String?) async throws {
        try await TestSandbox.with { sandbox in
            let registered = try await register(sandbox, algorithm: algorithm)
            for audience in [sandbox.server.baseURL, "\(sandbox.server.baseURL)/oauth/token"] {
                let code = try await sandbox.code(registered.client)
                let claims = claims(sandbox, registered.client).setting("aud", to: JSON(audience))
                let assertion = sign(claims, registered.secret, algorithm ?? "HS256")
                let response = try await sandbox.post(
                    "/oauth/token",
                    form: sandbox.tokenForm(
                        registered.client, code: code,
                        ["client_id": nil, "client_assertion_type": Self.type, "client_assertion": assertion]))
                #expect(response.status == 200, "\(response.text)")
            }
        }
    }

    /// The secret is reset to one that signs, too.
    @Test(arguments: ["HS256", "HS512"])
    func aNewSecretSigns(algorithm: String) async throws {
        try await TestSandbox.with { sandbox in
            let registered = try await register(sandbox, algorithm: algorithm)
            let reset = try await sandbox.send(
                "POST", "/oauth/clients/\(registered.client.id)/reset-secret",
                headers: [("Authorization", "Bearer sk-sandbox-ada")])
            let secret = try #require(try reset.json()["clientSecret"]?.string)
            let old = sign(claims(sandbox, registered.client), registered.secret, algorithm)
            #expect(try await sandbox.post("/oauth/token", form: form(old)).errorCode == "invalid_client")
            let new = sign(claims(sandbox, registered.client), secret, algorithm)
            #expect(try await sandbox.post("/oauth/token", form: form(new)).errorCode == "invalid_grant")
        }
    }

    @Test(arguments: [
        ("iss", "somebody" as JSON?, "iss"), ("iss", nil, "iss"), ("aud", "https://elsewhere.example", "aud"),
        ("aud", nil, "aud"), ("exp", nil, "has no exp"), ("exp", 1_700_000_000, "has expired"),
        ("exp", 99_999_999_999, "lives too long"), ("jti", nil, "has no jti"), ("jti", "", "has no jti"),
        ("iat", 99_999_999_999, "not valid yet"), ("sub", nil, "has no sub"), ("sub", "nobody", "unknown"),
    ])
    func refusesWrongClaims(name: String, value: JSON?, reason: String) async throws {
        try await TestSandbox.with { sandbox in
            let registered = try await register(sandbox)
            let claims = claims(sandbox, registered.client).setting(name, to: value)
            let response = try await sandbox.post("/oauth/token", form: form(sign(claims, registered.secret)))
            #expect(response.status == 401)
            #expect(response.errorCode == "invalid_client")
            #expect(response.text.contains(reason), "\(response.text)")
        }
    }

    @Test func takesAnAssertionOnce() async throws {
        try await TestSandbox.with { sandbox in
            let registered = try await register(sandbox)
            let form = form(sign(claims(sandbox, registered.client), registered.secret))
            #expect(try await sandbox.post("/oauth/token", form: form).errorCode == "invalid_grant")
            let again = try await sandbox.post("/oauth/token", form: form)
            #expect(again.status == 401)
            #expect(again.text.contains("used before"))
        }
    }

    @Test func refusesOtherSecretsAndAlgorithms() async throws {
        try await TestSandbox.with { sandbox in
            let registered = try await register(sandbox)
            let claims = claims(sandbox, registered.client)
            let hash = Base64URL.encode(SHA256.hash(data: Array(registered.secret.utf8)))
            let wrong = [
                (sign(claims, "wrong"), "not made with the client's secret"),
                (sign(claims, hash), "not made with the client's secret"),
                (sign(claims, registered.secret, "HS512"), "registered for HS256"),
                (sign(claims, registered.secret, "HS999"), "not registered for private_key_jwt"),
                (sign(claims, registered.secret, "ES256"), "not registered for private_key_jwt"),
            ].map { (assertion: $0.0, reason: $0.1) }
            for (assertion, reason) in wrong {
                let response = try await sandbox.post("/oauth/token", form: form(assertion))
                #expect(response.status == 401)
                #expect(response.text.contains(reason), "\(response.text)")
            }
            let right = try await sandbox.post("/oauth/token", form: form(sign(claims, registered.secret)))
            #expect(right.errorCode == "invalid_grant")
        }
    }

    /// The store has hashes only, and the hash of another client's secret signs nothing.
    @Test func isForTheClientsThatRegisteredIt() async throws {
        try await TestSandbox.with { sandbox in
            let other = try await sandbox.register()
            let assertion = sign(claims(sandbox, other), other.secret ?? "")
            let wrong = try await sandbox.post("/oauth/token", form: form(assertion))
            #expect(wrong.text.contains("not registered for client_secret_jwt"))
            let registered = try await register(sandbox)
            let sent = try await sandbox.post(
                "/oauth/token",
                form: [
                    "grant_type": "refresh_token", "refresh_token": "rt_any", "client_id": registered.client.id,
                    "client_secret": registered.secret,
                ])
            #expect(sent.errorCode == "invalid_client")
            let alone = try await sandbox.post(
                "/oauth/token", form: ["grant_type": "refresh_token", "client_id": registered.client.id])
            #expect(alone.text.contains("registered for client_secret_jwt"))
        }
    }

    @Test(arguments: [
        ("tokenEndpointAuthSigningAlg", "none" as JSON), ("tokenEndpointAuthSigningAlg", "RS256"),
        ("tokenEndpointAuthMethod", "client_secret_post"),
    ])
    func algorithmsOfOtherMethodsAreNotRegistered(member: String, value: JSON) async throws {
        try await TestSandbox.with { sandbox in
            let response = try await sandbox.post(
                "/oauth/clients", json: body([("tokenEndpointAuthSigningAlg", "HS256"), (member, value)]),
                token: "sk-sandbox-ada")
            #expect(response.status == 400)
            #expect(try response.json()["error"]?["param"] == "tokenEndpointAuthSigningAlg")
        }
    }

    @Test(arguments: [true, false])
    func isInTheMetadataOnce(hasKeys: Bool) async throws {
        try await TestSandbox.with({ $0.features["private-key-jwt"] = hasKeys }) { sandbox in
            let json = try await sandbox.get("/.well-known/oauth-authorization-server/api/openai/v1").json()
            let methods = json["token_endpoint_auth_methods_supported"]?.elements ?? []
            #expect(methods.contains("client_secret_jwt"))
            let member = "token_endpoint_auth_signing_alg_values_supported"
            #expect(json.members?.filter { $0.name == member }.count == 1)
            #expect(json[member]?.elements?.contains("HS256") == true)
            #expect(json[member]?.elements?.contains("ES256") == hasKeys)
        }
    }
}
