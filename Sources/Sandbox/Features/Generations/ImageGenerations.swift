internal import Encodings
internal import JSONKit
internal import SandboxCore

/// `POST /oauth/images/generations`, as OpenAI shapes it.
enum ImageGenerations {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        _ = try await BearerAccess.check(call, anyOf: ["generations"], in: provider)
        let body = try JSONBody(call)
        let request = try ImageRequest(body)
        if let upstream = provider.upstream { return try await upstream.forward(body.json, to: "/images/generations") }
        _ = try await Models.find(request.model, kinds: [.painter], in: provider)
        var images: [JSON] = []
        for picture in request.pictures {
            images.append(request.wantsBase64 ? try inline(picture) : try await linked(picture, provider))
        }
        return .json(["created": JSON(provider.now / 1000), "data": JSON(images)]).notStored
    }

    private static func inline(_ picture: Picture) throws -> JSON {
        ["b64_json": JSON(Base64.encode(try picture.png()))]
    }

    /// Behind a name that nobody can guess; it is drawn when somebody looks.
    private static func linked(_ picture: Picture, _ provider: Provider) async throws -> JSON {
        let name = provider.randomSecret("") + ".png"
        let expiresAt = provider.now + provider.configuration.lifetimes.image * 1000
        try await provider.store.write { try picture.insert(name: name, expiresAt: expiresAt, in: $0) }
        return ["url": JSON(provider.url("/oauth/images/files/\(name)"))]
    }
}
