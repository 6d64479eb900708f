internal import JSONKit
internal import SandboxCore

/// `GET /oauth/characters/:id`: a character without its system prompt.
enum ShowCharacter {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let access = try await BearerAccess.check(call, anyOf: ["characters"], in: provider)
        let character = try await StoredCharacter.find(
            id: call.parameter("id"), for: access.user, param: "id", in: provider)
        let json: JSON = [
            "id": JSON(character.id), "name": JSON(character.name), "description": JSON(character.description),
            "avatar_url": JSON(provider.url(AvatarFile.path("character_\(character.id)"))),
            "created_at": JSON(character.createdAt), "is_nsfw": JSON(character.isNSFW),
            "tags": JSON(character.tags.map { JSON($0) }),
            "has_starter_message": JSON(character.starterMessage != nil),
        ]
        return .json(json).notStored
    }
}
