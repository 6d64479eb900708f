import Crypto
import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import SandboxCore
import Testing

/// Clients that authenticate by an assertion (RFC 7523).
@Suite struct PrivateKeyJWTTests {
    private static let key = P256.Signing.PrivateKey()
    private static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    private static var jwks: JSON {
        let bytes = Array(key.publicKey.rawRepresentation)
        return [
            "keys": [
                [
                    "kty": "EC", "crv": "P-256", "kid": "one", "alg": "ES256",
                    "x": JSON(Base64URL.encode(Array(bytes.prefix(32)))),
                    "y": JSON(Base64URL.encode(Array(bytes.dropFirst(32)))),
                ]
            ]
        ]
    }

    private func body(_ changes: [(String, JSON?)] = []) -> JSON {
        let body: JSON = [
            "name": "Key App", "redirectUris": ["https://app.example/callback"], "scopes": ["profile", "openid"],
            "tokenEndpointAuthMethod": "private_key_jwt", "jwks": Self.jwks,
        ]
        return changes.reduce(body) { $0.setting($1.0, to: $1.1) }
    }

    private func register(_ sandbox: TestSandbox) async throws -> TestClient {
        let response = try await sandbox.post("/oauth/clients", json: body(), token: "sk-sandbox-ada")
        try #require(response.status == 201, "\(response.text)")
        let json = try response.json()
        #expect(json["clientSecret"] == nil)
        #expect(json["tokenEndpointAuthMethod"] == "private_key_jwt")
        return TestClient(
            id: try #require(json["clientId"]?.string), redirectURI: "https://app.example/callback",
            scopes: ["profile", "openid"])
    }

    private func claims(_ sandbox: TestSandbox, _ client: TestClient) -> JSON {
        [
            "iss": JSON(client.id), "sub": JSON(client.id), "aud": JSON(sandbox.server.baseURL),
            "jti": JSON("jti-\(UInt64.random(in: 0...UInt64.max))"),
            "exp": JSON(TestSandbox.now() / 1000 + 60),
        ]
    }

    private func sign(
        _ claims: JSON, header: JSON = ["alg": "ES256", "kid": "one"], key: P256.Signing.PrivateKey = Self.key
    ) throws -> String {
        let input = [header, claims].map { Base64URL.encode(Array($0.text().utf8)) }.joined(separator: ".")
        let signature = try key.signature(for: Array(input.utf8)).rawRepresentation
        return "\(input).\(Base64URL.encode(Array(signature)))"
    }

    private func form(_ assertion: String, _ changes: [String: String?] = [:]) -> FormParameters {
        var form: FormParameters = [
            "grant_type": "refresh_token", "refresh_token": "rt_any", "client_assertion_type": Self.type,
            "client_assertion": assertion,
        ]
        for (name, value) in changes { form.set(name, value) }
        return form
    }

    @Test func exchangesACode() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await register(sandbox)
            for audience in [
                JSON(sandbox.server.baseURL), JSON("\(sandbox.server.baseURL)/oauth/token"),
                ["https://elsewhere.example", JSON(sandbox.server.baseURL)],
            ] {
                let code = try await sandbox.code(client)
                let assertion = try sign(claims(sandbox, client).setting("aud", to: audience))
                let response = try await sandbox.post(
                    "/oauth/token",
                    form: sandbox.tokenForm(
                        client, code: code,
                        ["client_id": nil, "client_assertion_type": Self.type, "client_assertion": assertion]))
                #expect(response.status == 200, "\(response.text)")
            }
        }
    }

    @Test func introspectsAndIsInTheMetadata() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await register(sandbox)
            let form: FormParameters = [
                "token": "at_any", "client_assertion_type": Self.type,
                "client_assertion": try sign(claims(sandbox, client)),
            ]
            #expect(try await sandbox.post("/oauth/introspect", form: form).text == "{\"active\":false}")
            let json = try await sandbox.get("/.well-known/oauth-authorization-server/api/openai/v1").json()
            for endpoint in ["token", "introspection", "revocation"] {
                let methods = json["\(endpoint)_endpoint_auth_methods_supported"]?.elements
                #expect(methods?.contains("private_key_jwt") == true)
                let algorithms = json["\(endpoint)_endpoint_auth_signing_alg_values_supported"]?.elements
                #expect(algorithms?.contains("ES256") == true)
            }
        }
    }

    @Test func takesAnAssertionOnce() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await register(sandbox)
            let form = form(try sign(claims(sandbox, client)))
            #expect(try await sandbox.post("/oauth/token", form: form).errorCode == "invalid_grant")
            let again = try await sandbox.post("/oauth/token", form: form)
            #expect(again.status == 401)
            #expect(again.errorCode == "invalid_client")
            #expect(again.text.contains("used before"))
        }
    }

    @Test(arguments: [
        ("iss", "somebody" as JSON?, "iss"), ("iss", nil, "iss"), ("aud", "https://elsewhere.example", "aud"),
        ("aud", nil, "aud"), ("exp", nil, "has no exp"), ("exp", 1_700_000_000, "has expired"),
        ("exp", 99_999_999_999, "lives too long"), ("exp", 1e300, "has no exp"), ("jti", nil, "has no jti"),
        ("nbf", 99_999_999_999, "not valid yet"), ("sub", nil, "has no sub"),
    ])
    func refusesWrongClaims(name: String, value: JSON?, reason: String) async throws {
        try await TestSandbox.with { sandbox in
            let client = try await register(sandbox)
            let assertion = try sign(claims(sandbox, client).setting(name, to: value))
            let response = try await sandbox.post("/oauth/token", form: form(assertion))
            #expect(response.status == 401)
            #expect(response.errorCode == "invalid_client")
            #expect(response.text.contains(reason), "\(response.text)")
        }
    }

    @Test func refusesOtherKeysAndAlgorithms() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await register(sandbox)
            let claims = claims(sandbox, client)
            let assertions = [
                try sign(claims, key: P256.Signing.PrivateKey()),
                try sign(claims, header: ["alg": "none"]),
                try sign(claims, header: ["alg": "HS256", "kid": "one"]),
                try sign(claims, header: ["alg": "RS256", "kid": "one"]),
                try sign(claims, header: ["alg": "ES256", "kid": "two"]),
                "not.a.jwt", "x",
            ]
            for assertion in assertions {
                let response = try await sandbox.post("/oauth/token", form: form(assertion))
                #expect(response.status == 401)
                #expect(response.errorCode == "invalid_client")
            }
            // None of them has used the jti up.
            let right = try await sandbox.post("/oauth/token", form: form(try sign(claims)))
            #expect(right.errorCode == "invalid_grant")
        }
    }

    @Test func isForTheClientsThatRegisteredIt() async throws {
        try await TestSandbox.with { sandbox in
            let other = try await sandbox.register()
            let wrong = try await sandbox.post("/oauth/token", form: form(try sign(claims(sandbox, other))))
            #expect(wrong.errorCode == "invalid_client")
            let client = try await register(sandbox)
            let alone = try await sandbox.post(
                "/oauth/token", form: ["grant_type": "refresh_token", "client_id": client.id])
            #expect(alone.status == 401)
            let secret = try await sandbox.post(
                "/oauth/token",
                form: ["grant_type": "refresh_token", "client_id": client.id, "client_secret": "guess"])
            #expect(secret.status == 401)
            let reset = try await sandbox.send(
                "POST", "/oauth/clients/\(client.id)/reset-secret",
                headers: [("Authorization", "Bearer sk-sandbox-ada")])
            #expect(reset.errorCode == "no_secret")
        }
    }

    @Test(
        arguments: [
            (["client_secret": "x"], 400), (["client_id": "another"], 400), (["client_assertion": nil], 400),
            (["client_assertion_type": "urn:x"], 400), (["client_assertion_type": nil], 400),
        ] as [([String: String?], Int)])
    func refusesMalformedRequests(changes: [String: String?], status: Int) async throws {
        try await TestSandbox.with { sandbox in
            let client = try await register(sandbox)
            let form = form(try sign(claims(sandbox, client)), changes)
            let response = try await sandbox.post("/oauth/token", form: form)
            #expect(response.status == status)
            #expect(response.errorCode == "invalid_request")
        }
    }

    @Test func isNotRegisteredWithoutKeys() async throws {
        try await TestSandbox.with { sandbox in
            let response = try await sandbox.post(
                "/oauth/clients", json: body([("jwks", nil)]), token: "sk-sandbox-ada")
            #expect(response.status == 400)
            #expect(try response.json()["error"]?["param"] == "jwks")
        }
    }
}
