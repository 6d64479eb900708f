internal import GRDB
internal import SandboxCore

extension Feature {
    /// Chat completions and images as OpenAI's clients ask for them.
    static var generations: Feature {
        var feature = Feature("generations", "Writes text and draws images in the name of a user.")
        feature.routes = [
            Route("POST", "/oauth/chat/completions", .api, "chat-completions", ChatCompletions.respond),
            Route("POST", "/oauth/images/generations", .api, "image-generations", ImageGenerations.respond),
            Route("GET", "/oauth/images/files/:name", .page, "image-files", ImageFile.respond),
            Route("GET", "/oauth/models", .api, "models", Models.list),
            Route("GET", "/oauth/models/*id", .api, "models", Models.show),
        ]
        feature.scopes = [
            KnownScope(
                name: "generations", title: "Generate for you",
                description: "Write text and make images in your name, counted against your plan")
        ]
        feature.housekeeping = { past, db in try db.run("DELETE FROM pictures WHERE expires_at < ?", [past]) }
        return feature
    }
}
