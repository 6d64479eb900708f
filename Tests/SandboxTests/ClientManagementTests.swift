import HTTPMessage
import JSONKit
import Testing

@Suite struct ClientManagementTests {
    private static func body(_ changes: [(String, JSON?)] = []) -> JSON {
        let body: JSON = ["name": "App", "redirectUris": ["https://app.example/cb"], "scopes": ["profile"]]
        return changes.reduce(body) { $0.setting($1.0, to: $1.1) }
    }

    @Test(arguments: ["sk-sandbox-ada", "session-sandbox-ada"])
    func registersWithKeyOrSession(key: String) async throws {
        try await TestSandbox.with { sandbox in
            let response = try await sandbox.post("/oauth/clients", json: Self.body(), token: key)
            let json = try response.json()
            #expect(response.status == 201)
            #expect(
                json.members?.map(\.name).sorted() == ["clientId", "clientSecret", "name", "redirectUris", "scopes"])
            #expect(json["clientId"]?.string?.hasPrefix("client_") == true)
            #expect(json["clientSecret"]?.string?.hasPrefix("secret_") == true)
            #expect(response.headers["Cache-Control"] == "no-store")
        }
    }

    @Test func listsOwnClientsWithoutSecrets() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            _ = try await sandbox.register(key: "sk-sandbox-ben")
            let list = try await sandbox.get("/oauth/clients", token: "sk-sandbox-ada").json()
            #expect(list.elements?.compactMap { $0["clientId"]?.string } == [client.id])
            #expect(list[0]?["clientSecret"] == nil)
        }
    }

    @Test func resetsSecretAtOnce() async throws {
        try await TestSandbox.with { sandbox in
            var client = try await sandbox.register()
            let path = "/oauth/clients/\(client.id)/reset-secret"
            let reset = try await sandbox.send("POST", path, headers: [("Authorization", "Bearer sk-sandbox-ada")])
            #expect(reset.status == 200)
            let secret = try #require(try reset.json()["clientSecret"]?.string)
            #expect(secret != client.secret)
            let code = try await sandbox.code(client)
            let old = try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code))
            #expect(old.status == 401)
            #expect(old.errorCode == "invalid_client")
            client.secret = secret
            let new = try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code))
            #expect(new.status == 200)
        }
    }

    @Test func resetsOnlyOwnClients() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register(key: "sk-sandbox-ben")
            for id in [client.id, "client_unknown"] {
                let response = try await sandbox.send(
                    "POST", "/oauth/clients/\(id)/reset-secret", headers: [("Authorization", "Bearer sk-sandbox-ada")])
                #expect(response.status == 404)
                #expect(response.errorCode == "unknown_client")
            }
        }
    }

    @Test(
        arguments: [
            ("name", JSON?.none, "name", "missing_required_parameter"),
            ("name", "  ", "name", "invalid_value"),
            ("name", "bell\u{7}", "name", "invalid_value"),
            ("name", 7, "name", "invalid_type"),
            ("redirectUris", nil, "redirectUris", "missing_required_parameter"),
            ("redirectUris", [], "redirectUris", "invalid_value"),
            ("redirectUris", "https://app.example", "redirectUris", "invalid_type"),
            ("redirectUris", [1], "redirectUris[0]", "invalid_type"),
            ("redirectUris", ["/callback"], "redirectUris", "invalid_redirect_uri"),
            ("redirectUris", ["https://app.example/#part"], "redirectUris", "invalid_redirect_uri"),
            ("redirectUris", ["http://app.example/cb"], "redirectUris", "invalid_redirect_uri"),
            ("redirectUris", ["javascript:alert(1)"], "redirectUris", "invalid_redirect_uri"),
            ("redirectUris", ["https://user@app.example/"], "redirectUris", "invalid_redirect_uri"),
            ("scopes", nil, "scopes", "missing_required_parameter"),
            ("scopes", ["profile", "admin"], "scopes", "invalid_scope"),
            ("scopes", "profile", "scopes", "invalid_type"),
            ("tokenEndpointAuthMethod", "magic", "tokenEndpointAuthMethod", "invalid_value"),
            ("jwks", "keys", "jwks", "invalid_type"),
            ("jwks", ["keys": []], "jwks", "invalid_value"),
            ("jwks", ["keys": [["kid": "1"]]], "jwks", "invalid_value"),
            ("jwks", ["keys": [["kty": "OKP", "crv": "Ed25519", "x": "AA", "d": "AA"]]], "jwks", "private_key"),
            ("jwks", ["keys": [["kty": "oct", "k": "AA"]]], "jwks", "private_key"),
        ] as [(String, JSON?, String, String)])
    func refusesBadBody(member: String, value: JSON?, param: String, code: String) async throws {
        try await TestSandbox.with { sandbox in
            let response = try await sandbox.post(
                "/oauth/clients", json: Self.body([(member, value)]), token: "sk-sandbox-ada")
            let error = try #require(try response.json()["error"])
            #expect(response.status == 400)
            #expect(error["type"]?.string == "invalid_request_error")
            #expect(error["param"]?.string == param)
            #expect(error["code"]?.string == code)
        }
    }

    @Test func refusesWithoutAccountKey() async throws {
        try await TestSandbox.with { sandbox in
            let missing = try await sandbox.get("/oauth/clients")
            #expect(missing.status == 401)
            #expect(missing.challenge == "Bearer realm=\"sandbox\"")
            let unknown = try await sandbox.get("/oauth/clients", token: "sk-nobody")
            #expect(unknown.status == 401)
            #expect(unknown.challenge?.contains("error=\"invalid_token\"") == true)
            let access = try await sandbox.accessToken(["profile"])
            let oauth = try await sandbox.get("/oauth/clients", token: access)
            #expect(oauth.status == 401)
            #expect(oauth.text.contains("OAuth access token is not accepted"))
            #expect(oauth.text.contains("API key"))
        }
    }

    @Test func refusesBodiesThatAreNoJSONObject() async throws {
        try await TestSandbox.with { sandbox in
            let key = ("Authorization", "Bearer sk-sandbox-ada")
            let json = ("Content-Type", "application/json")
            let broken = try await sandbox.send(
                "POST", "/oauth/clients", headers: [key, json], body: Array("{\n  \"name\": }".utf8))
            #expect(broken.status == 400)
            #expect(broken.text.contains("line 2"))
            let array = try await sandbox.send("POST", "/oauth/clients", headers: [key, json], body: Array("[]".utf8))
            #expect(array.errorCode == "invalid_json")
            let form = try await sandbox.post("/oauth/clients", form: ["name": "App"], headers: [key])
            #expect(form.status == 415)
        }
    }

    @Test func registersPublicClients() async throws {
        try await TestSandbox.with { sandbox in
            let body = Self.body([("tokenEndpointAuthMethod", "none")])
            let json = try await sandbox.post("/oauth/clients", json: body, token: "sk-sandbox-ada").json()
            #expect(json["clientSecret"] == nil)
            let client = TestClient(
                id: try #require(json["clientId"]?.string), secret: nil, redirectURI: "https://app.example/cb",
                scopes: ["profile"])
            #expect(try await sandbox.tokens(client).json["scope"]?.string == "profile")
        }
    }

    @Test func keepsAndShowsOptionalMetadata() async throws {
        try await TestSandbox.with { sandbox in
            let keys: JSON = ["keys": [["kty": "OKP", "crv": "Ed25519", "kid": "1", "x": "AA"]]]
            let body = Self.body([("tokenEndpointAuthMethod", "client_secret_post"), ("jwks", keys)])
            let created = try await sandbox.post("/oauth/clients", json: body, token: "sk-sandbox-ada").json()
            #expect(created["clientSecret"] != nil)
            let listed = try await sandbox.get("/oauth/clients", token: "sk-sandbox-ada").json()[0]
            for json in [created, try #require(listed)] {
                #expect(json["tokenEndpointAuthMethod"] == "client_secret_post")
                #expect(json["jwks"] == keys)
            }
        }
    }
}
