internal import SandboxCore

extension Feature {
    /// The provider's own API for registering clients.
    static var clientManagement: Feature {
        var feature = Feature("client-management", "Registers the clients of an account.")
        feature.routes = [
            Route("POST", "/oauth/clients", .management, "clients", CreateClient.respond),
            Route("GET", "/oauth/clients", .management, "clients", ListClients.respond),
            Route("POST", "/oauth/clients/:id/reset-secret", .management, "reset-secret", ResetSecret.respond),
        ]
        return feature
    }
}
