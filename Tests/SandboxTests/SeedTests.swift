import HTTPMessage
import JSONKit
import Sandbox
import SandboxCore
import Testing

@Suite struct SeedTests {
    @Test func bringsItsOwnUsers() async throws {
        let json: JSON = [
            "users": [["name": "dora", "password": "clockwork", "plan": "pro"]],
            "characters": [["id": "fox", "owner": "dora", "name": "Fox", "private": true, "tags": ["sly"]]],
            "clients": [
                [
                    "id": "client_seeded", "secret": "secret_seeded", "owner": "dora", "name": "Seeded",
                    "redirectUris": ["https://app.example/cb"], "scopes": ["profile", "characters"],
                ]
            ],
        ]
        let seed = try SandboxSeed(parsing: json)
        #expect(seed.users[0].apiKey == "sk-sandbox-dora")
        #expect(seed.models == SandboxSeed.standard.models)
        try await TestSandbox.with({ $0.seed = seed }) { sandbox in
            let client = TestClient(
                id: "client_seeded", secret: "secret_seeded", redirectURI: "https://app.example/cb",
                scopes: ["profile", "characters"])
            let token = try await sandbox.tokens(client, user: "dora").access
            #expect(try await sandbox.get("/oauth/userinfo", token: token).json()["username"]?.string == "dora")
            #expect(try await sandbox.get("/oauth/characters/fox", token: token).status == 200)
            #expect(try await sandbox.get("/oauth/clients", token: "sk-sandbox-dora").json().count == 1)
        }
    }

    @Test(arguments: [
        (#"[]"#, "it is array"),
        (#"{}"#, "users is empty"),
        (#"{"user":[]}"#, "user is unknown"),
        (#"{"users":7}"#, "users is integer"),
        (#"{"users":[7]}"#, "users[0] is integer"),
        (#"{"users":[{"name":"a"}]}"#, "users[0].password is missing"),
        (#"{"users":[{"name":"","password":"x"}]}"#, "users[0].name is empty"),
        (#"{"users":[{"name":"a","password":"x"},{"name":"a","password":"y"}]}"#, "same name twice"),
        (#"{"users":[{"name":"a","password":"x","apiKey":"k","sessionToken":"k"}]}"#, "same apiKey or sessionToken"),
        (
            #"{"users":[{"name":"a","password":"x"}],"characters":[{"id":"1","owner":"b","name":"n"}]}"#,
            "who is no user"
        ),
        (#"{"users":[{"name":"a","password":"x"}],"models":[{"id":"m","kind":"sculptor"}]}"#, "models[0].kind"),
        (
            #"{"users":[{"name":"a","password":"x"}],"clients":[{"id":"c","owner":"a","name":"n","redirectUris":["/x"]}]}"#,
            "clients[0].redirectUris"
        ),
        (
            #"{"users":[{"name":"a","password":"x"}],"clients":[{"id":"c","owner":"a","name":"n","scopes":["all"]}]}"#,
            "clients[0].scopes"
        ),
    ])
    func saysWhereAMistakeIs(text: String, found: String) throws {
        let json = try JSON(parsing: text)
        let error = #expect(throws: SandboxError.self) { try SandboxSeed(parsing: json) }
        #expect(error?.code == .seed)
        #expect(error?.message.contains(found) == true, "\(error?.message ?? "")")
    }

    @Test func changesPasswordsInAnOldStoreAndKeepsTheRest() async throws {
        let file = TemporaryStore()
        try await TestSandbox.with({ $0.store = .file(file.path) }) { _ = try await $0.register() }
        var seed = SandboxSeed.standard
        seed.users[0].password = "analytical"
        try await TestSandbox.with({
            $0.store = .file(file.path)
            $0.seed = seed
        }) { sandbox in
            #expect(try await sandbox.get("/oauth/clients", token: "sk-sandbox-ada").json().count == 1)
            _ = try await sandbox.accessToken(["profile"])
        }
    }
}
