package import JSONKit

extension SandboxSeed {
    /// Reads a seed from JSON: an object with `users`, `characters`, `models`, `clients`, `resources` and `issuers`.
    ///
    /// Of a user only `name` and `password` are needed, of a character `id`, `owner` and `name`. Without `models` there
    /// are the standard ones.
    /// - Throws: ``SandboxError/Code/seed`` with the place of the first mistake.
    /// - Parameter features: those whose scopes a client may have.
    package init(parsing json: JSON, features: [Feature]) throws(SandboxError) {
        let top = try SeedObject(
            json, at: "", members: ["users", "characters", "models", "clients", "resources", "issuers"])
        var users: [SandboxUser] = []
        for user in try top.objects("users", members: SandboxUser.members) {
            users.append(try SandboxUser(user, number: users.count + 1))
        }
        var characters: [SandboxCharacter] = []
        for character in try top.objects("characters", members: SandboxCharacter.members) {
            characters.append(try SandboxCharacter(character))
        }
        var models: [SandboxModel] = []
        for model in try top.objects("models", members: ["id", "kind"]) { models.append(try SandboxModel(model)) }
        var clients: [SandboxClient] = []
        for client in try top.objects("clients", members: SandboxClient.members) {
            clients.append(try SandboxClient(client))
        }
        var resources: [SandboxResource] = []
        for resource in try top.objects("resources", members: SandboxResource.members) {
            resources.append(try SandboxResource(resource))
        }
        var issuers: [SandboxIssuer] = []
        for issuer in try top.objects("issuers", members: SandboxIssuer.members) {
            issuers.append(try SandboxIssuer(issuer))
        }
        self.init(
            users: users, characters: characters, models: models.isEmpty ? SandboxSeed.standard.models : models,
            clients: clients, resources: resources, issuers: issuers)
        try check(scopes: features.scope)
    }
}

extension SandboxUser {
    fileprivate static let members = ["id", "name", "password", "apiKey", "sessionToken", "plan"]

    fileprivate init(_ object: SeedObject, number: Int) throws(SandboxError) {
        let name = try object.required("name")
        self.init(
            id: try object.string("id") ?? "user_\(number)", name: name, password: try object.required("password"),
            apiKey: try object.string("apiKey") ?? "sk-sandbox-\(name)",
            sessionToken: try object.string("sessionToken") ?? "session-sandbox-\(name)",
            plan: try object.string("plan") ?? "free")
    }
}

extension SandboxCharacter {
    fileprivate static let members = [
        "id", "owner", "name", "description", "private", "nsfw", "tags", "starterMessage", "systemPrompt", "createdAt",
    ]

    fileprivate init(_ object: SeedObject) throws(SandboxError) {
        self.init(
            id: try object.required("id"), owner: try object.required("owner"), name: try object.required("name"),
            description: try object.string("description") ?? "", isPrivate: try object.boolean("private"),
            isNSFW: try object.boolean("nsfw"), tags: try object.strings("tags"),
            starterMessage: try object.string("starterMessage"), systemPrompt: try object.string("systemPrompt") ?? "",
            createdAt: try object.integer("createdAt") ?? 0)
    }
}

extension SandboxModel {
    fileprivate init(_ object: SeedObject) throws(SandboxError) {
        let kind = try object.required("kind")
        guard let known = Kind(rawValue: kind) else {
            let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw object.mistake("kind", "is \u{201C}\(kind)\u{201D}", advice: "the kinds are \(kinds)")
        }
        self.init(id: try object.required("id"), kind: known)
    }
}

extension SandboxClient {
    fileprivate static let members = ["id", "secret", "owner", "name", "redirectUris", "scopes", "grants", "mayAct"]

    fileprivate init(_ object: SeedObject) throws(SandboxError) {
        self.init(
            id: try object.required("id"), secret: try object.string("secret"), owner: try object.required("owner"),
            name: try object.required("name"), redirectURIs: try object.strings("redirectUris"),
            scopes: try object.strings("scopes"), grants: try object.strings("grants"),
            mayAct: try object.string("mayAct"))
    }
}
