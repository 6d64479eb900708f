internal import SandboxCore

extension Feature {
    /// The personas of users, which chat completions can take on.
    static var characters: Feature {
        var feature = Feature("characters", "Shows the characters of users.")
        feature.routes = [Route("GET", "/oauth/characters/:id", .api, "characters", ShowCharacter.respond)]
        feature.scopes = [
            KnownScope(
                name: "characters", title: "Your characters", description: "See your characters, private ones too")
        ]
        return feature
    }
}
