import HTTPMessage
import JSONKit
import Testing

@Suite struct CharactersTests {
    @Test func showsOwnAndPublicCharactersWithoutTheirPrompt() async throws {
        try await TestSandbox.with { sandbox in
            let token = try await sandbox.accessToken(["characters"], user: "ada")
            for id in ["1", "2", "3"] {
                let response = try await sandbox.get("/oauth/characters/\(id)", token: token)
                let names = try response.json().members?.map(\.name)
                #expect(response.status == 200)
                #expect(
                    names == [
                        "id", "name", "description", "avatar_url", "created_at", "is_nsfw", "tags",
                        "has_starter_message",
                    ])
                #expect(!response.text.contains("You are"))
            }
            #expect(
                try await sandbox.get("/oauth/characters/1", token: token).json()["has_starter_message"]?.bool == true)
        }
    }

    @Test func keepsPrivateCharactersOfOthers() async throws {
        try await TestSandbox.with { sandbox in
            let token = try await sandbox.accessToken(["characters"], user: "ada")
            let response = try await sandbox.get("/oauth/characters/4", token: token)
            #expect(response.status == 403)
            #expect(try response.json()["error"]?["type"]?.string == "permission_error")
            #expect(response.errorCode == "private_character")
        }
    }

    @Test func knowsNoOthers() async throws {
        try await TestSandbox.with { sandbox in
            let token = try await sandbox.accessToken(["characters"])
            let response = try await sandbox.get("/oauth/characters/nobody", token: token)
            #expect(response.status == 404)
            #expect(try response.json()["error"]?["type"]?.string == "not_found_error")
            #expect(try response.json()["error"]?["param"]?.string == "id")
        }
    }
}
