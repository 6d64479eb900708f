import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import Testing

/// A client registered for a test.
struct TestClient: Sendable {
    var id: String
    var secret: String?
    var redirectURI: String
    var scopes: [String]

    var credentials: FormParameters {
        var form: FormParameters = ["client_id": id]
        if let secret { form.add("client_secret", secret) }
        return form
    }
}

struct TestTokens: Sendable {
    var access: String
    var refresh: String
    var id: String?
    var json: JSON
}

/// The steps of the code flow, as a client with a browser takes them.
extension TestSandbox {
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let allScopes = ["openid", "profile", "generations", "characters"]

    func register(
        _ redirectURI: String = "https://app.example/callback", scopes: [String] = allScopes,
        key: String = "sk-sandbox-ada"
    ) async throws -> TestClient {
        let response = try await post(
            "/oauth/clients",
            json: [
                "name": "Test App", "redirectUris": [JSON(redirectURI)], "scopes": JSON(scopes.map { JSON($0) }),
            ], token: key)
        try #require(response.status == 201, "\(response.text)")
        let json = try response.json()
        return TestClient(
            id: try #require(json["clientId"]?.string), secret: try #require(json["clientSecret"]?.string),
            redirectURI: redirectURI, scopes: scopes)
    }

    func query(_ client: TestClient, _ changes: [String: String?] = [:]) -> FormParameters {
        var query: FormParameters = [
            "response_type": "code", "client_id": client.id, "redirect_uri": client.redirectURI,
            "scope": client.scopes.joined(separator: " "), "state": "a state",
            "code_challenge": PKCE.challenge(of: TestSandbox.verifier), "code_challenge_method": "S256",
        ]
        for (name, value) in changes { query.set(name, value) }
        return query
    }

    /// Signs in, allows, and gives the parameters that the client is called back with.
    func allow(
        _ client: TestClient, user: String = "ada", ticked: [String]? = nil, _ changes: [String: String?] = [:]
    ) async throws -> FormParameters {
        let browser = TestBrowser(self)
        try await browser.open("/oauth/authorize?\(query(client, changes).encoded)")
        try await browser.signIn(user)
        return try await browser.consent(ticked ?? client.scopes, decision: "allow")
    }

    func code(
        _ client: TestClient, user: String = "ada", ticked: [String]? = nil, _ changes: [String: String?] = [:]
    ) async throws -> String {
        try #require(try await allow(client, user: user, ticked: ticked, changes).first("code"))
    }

    func tokenForm(_ client: TestClient, code: String, _ changes: [String: String?] = [:]) -> FormParameters {
        var form = client.credentials
        form.add("grant_type", "authorization_code")
        form.add("code", code)
        form.add("redirect_uri", client.redirectURI)
        form.add("code_verifier", TestSandbox.verifier)
        for (name, value) in changes { form.set(name, value) }
        return form
    }

    func tokens(_ client: TestClient, user: String = "ada", ticked: [String]? = nil) async throws -> TestTokens {
        let code = try await code(client, user: user, ticked: ticked)
        return try tokens(try await post("/oauth/token", form: tokenForm(client, code: code)))
    }

    func tokens(_ response: HTTPResponse) throws -> TestTokens {
        try #require(response.status == 200, "\(response.text)")
        let json = try response.json()
        return TestTokens(
            access: try #require(json["access_token"]?.string), refresh: try #require(json["refresh_token"]?.string),
            id: json["id_token"]?.string, json: json)
    }

    /// An access token with exactly these scopes.
    func accessToken(_ scopes: [String], user: String = "ada") async throws -> String {
        try await tokens(try await register(scopes: scopes), user: user).access
    }

    func refreshForm(_ client: TestClient, _ token: String, scope: String? = nil) -> FormParameters {
        var form = client.credentials
        form.add("grant_type", "refresh_token")
        form.add("refresh_token", token)
        if let scope { form.add("scope", scope) }
        return form
    }
}
