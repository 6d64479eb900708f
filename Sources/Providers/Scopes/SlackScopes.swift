extension ScopeNames {
    /// docs.slack.dev: Scopes; legacy scopes.
    static let slack = ScopeNames(
        aliases: [
            ["chat:write", "chat:write:bot", "chat:write:user"], ["files:write", "files:write:user"],
            ["identity.basic", "identify"],
        ],
        included: [
            "users:read.email": ["users:read"], "chat:write.public": ["chat:write"],
            "chat:write.customize": ["chat:write"],
            "channels:manage": ["channels:write.invites", "channels:write.topic"],
        ])
}
