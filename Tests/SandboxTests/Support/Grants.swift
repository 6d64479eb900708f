import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import Testing

/// The published key of RFC 8037, Appendix A, which the standard seed trusts under `https://issuer.example`.
enum PublishedKey {
    static let jwk = """
        {"kty":"OKP","crv":"Ed25519","kid":"published","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
        "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
        """
    static let issuer = "https://issuer.example"
}

extension TestSandbox {
    static let exchange = "urn:ietf:params:oauth:grant-type:token-exchange"
    static let jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    static let accessTokenType = "urn:ietf:params:oauth:token-type:access_token"

    /// A token request of a grant; parameters may come more than once.
    func grant(
        _ client: TestClient, _ type: String, _ parameters: [(String, String)] = []
    ) async throws -> HTTPResponse {
        var form = client.credentials
        form.add("grant_type", type)
        for (name, value) in parameters { form.add(name, value) }
        return try await post("/oauth/token", form: form)
    }

    /// A client that is registered with more than name, redirect URI and scopes.
    func register(_ members: [(String, JSON)], scopes: [String] = allScopes) async throws -> TestClient {
        var json: JSON = [
            "name": "Test App", "redirectUris": ["https://app.example/callback"],
            "scopes": JSON(scopes.map { JSON($0) }),
        ]
        for (name, value) in members { json = json.setting(name, to: value) }
        let response = try await post("/oauth/clients", json: json, token: "sk-sandbox-ada")
        try #require(response.status == 201, "\(response.text)")
        let answer = try response.json()
        return TestClient(
            id: try #require(answer["clientId"]?.string), secret: answer["clientSecret"]?.string,
            redirectURI: "https://app.example/callback", scopes: scopes)
    }

    /// An assertion of the trusted issuer for a user; a change to nil leaves a member out.
    func assertion(_ changes: [String: JSON?] = [:], header: [String: JSON?] = [:]) throws -> String {
        var claims: JSON = [
            "iss": JSON(PublishedKey.issuer), "sub": "ada", "aud": JSON(server.baseURL),
            "jti": JSON("jti-\(UInt64.random(in: 0...UInt64.max))"), "exp": JSON(TestSandbox.now() / 1000 + 60),
        ]
        for (name, value) in changes { claims = claims.setting(name, to: value) }
        var head: JSON = ["alg": "EdDSA", "kid": "published"]
        for (name, value) in header { head = head.setting(name, to: value) }
        let input = [head, claims].map { Base64URL.encode(Array($0.text().utf8)) }.joined(separator: ".")
        let signature = try PrivateKey(reading: PublishedKey.jwk).signature(of: Array(input.utf8))
        return "\(input).\(Base64URL.encode(signature))"
    }

    func introspect(_ client: TestClient, _ token: String) async throws -> JSON {
        var form = client.credentials
        form.add("token", token)
        return try await post("/oauth/introspect", form: form).json()
    }
}

extension HTTPResponse {
    /// The access token that it brings.
    func accessToken() throws -> String {
        try #require(status == 200, "\(text)")
        return try #require(try json()["access_token"]?.string)
    }
}
