internal import SandboxCore

/// `GET /oauth/images/files/:name`: a generated image behind the URL that its maker was given.
enum ImageFile {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let name = call.parameter("name")
        let now = provider.now
        guard name.hasSuffix(".png"),
            let picture = try await provider.store.read({ try Picture.find(name, at: now, in: $0) })
        else {
            throw Refusal.api(
                404, type: "not_found_error", "There is no such image, or its URL has expired.", code: "unknown_image")
        }
        return try .png(picture, cache: "private, max-age=3600")
    }
}
