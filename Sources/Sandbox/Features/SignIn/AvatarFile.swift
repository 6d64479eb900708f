internal import SandboxCore

/// `GET /oauth/avatars/:name`: a small picture of a user or a character.
enum AvatarFile {
    private static let size = 160

    static func path(_ id: String) -> String { "/oauth/avatars/\(id).png" }

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let name = call.parameter("name")
        guard name.hasSuffix(".png"), name.utf8.count <= 100 else {
            throw Refusal.api(404, type: "not_found_error", "There is no such picture.", code: "unknown_url")
        }
        let picture = Picture(prompt: "avatar \(name)", seed: 0, width: size, height: size)
        return try .png(picture, cache: "public, max-age=86400")
    }
}
