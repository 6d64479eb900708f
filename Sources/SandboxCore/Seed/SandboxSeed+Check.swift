package import OAuthCore

extension SandboxSeed {
    /// What the types don't tell: names that must differ, and names that must exist.
    ///
    /// - Parameter scopes: those that clients may have.
    package func check(scopes: Scope) throws(SandboxError) {
        guard !users.isEmpty else {
            throw SeedObject.mistake("users", "is empty", advice: "add one with a name and a password")
        }
        try checkUnique("users", "id", users.map(\.id))
        try checkUnique("users", "name", users.map(\.name))
        try checkUnique("users", "apiKey or sessionToken", users.flatMap { [$0.apiKey, $0.sessionToken] })
        try checkUnique("characters", "id", characters.map(\.id))
        try checkUnique("models", "id", models.map(\.id))
        try checkUnique("clients", "id", clients.map(\.id))
        try checkUnique("resources", "id or name", resources.flatMap { $0.id == $0.name ? [$0.id] : [$0.id, $0.name] })
        try checkUnique("issuers", "issuer", issuers.map(\.issuer))
        for (index, issuer) in issuers.enumerated() where (try? JSONWebKeySet(issuer.keys)) == nil {
            throw SeedObject.mistake(
                "issuers[\(index)].keys", "is not a JWK set", advice: "give an object with the array keys")
        }
        for (index, resource) in resources.enumerated() {
            let unknown = Scope(resource.scopes).subtracting(scopes)
            guard unknown.isEmpty else {
                throw SeedObject.mistake(
                    "resources[\(index)].scopes", "has \(unknown.text)", advice: "the scopes are \(scopes.text)")
            }
        }
        try checkOwners("characters", characters.map(\.owner))
        try checkOwners("clients", clients.map(\.owner))
        for (index, client) in clients.enumerated() { try check(client, at: "clients[\(index)]", scopes) }
    }

    private func checkUnique(_ list: String, _ member: String, _ values: [String]) throws(SandboxError) {
        var seen: Set<String> = []
        for value in values where !seen.insert(value).inserted {
            throw SeedObject.mistake(
                list, "has the same \(member) twice, \u{201C}\(value)\u{201D}", advice: "change one of them")
        }
    }

    private func checkOwners(_ list: String, _ owners: [String]) throws(SandboxError) {
        for (index, owner) in owners.enumerated() where !users.contains(where: { $0.name == owner }) {
            throw SeedObject.mistake(
                "\(list)[\(index)].owner", "is \u{201C}\(owner)\u{201D}, who is no user",
                advice: "the users are \(users.map(\.name).joined(separator: ", "))")
        }
    }

    private func check(_ client: SandboxClient, at place: String, _ scopes: Scope) throws(SandboxError) {
        for uri in client.redirectURIs {
            let objection = RedirectURI(uri).map(\.objection) ?? "it is no absolute URI without a fragment"
            if let objection {
                throw SeedObject.mistake("\(place).redirectUris", "has \(uri): \(objection)", advice: "correct it")
            }
        }
        let unknown = Scope(client.scopes).subtracting(scopes)
        guard unknown.isEmpty else {
            throw SeedObject.mistake(
                "\(place).scopes", "has \(unknown.text)", advice: "the scopes are \(scopes.text)")
        }
    }
}
