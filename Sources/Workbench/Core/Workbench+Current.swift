package import Diagnostics
internal import JSONKit
internal import OAuthCore
package import Providers
package import Session

/// What is chosen, as the commands want it: there, or a failure that says how to get it.
extension Workbench {
    /// The chosen provider.
    ///
    /// - Throws: where the session cannot be opened, or has no provider of this name.
    package func provider() async throws(Diagnostic) -> Provider {
        _ = try store()
        return try await provider(named: selection.provider)
    }

    /// A provider of the session, else a preset; the sandbox is started for it.
    package func provider(named name: String) async throws(Diagnostic) -> Provider {
        let saved = try store().provider(name)
        if let saved, name != ProviderPreset.sandbox.name { return saved }
        guard let preset = ProviderPreset.named(name) else {
            if let provider = pluginProvider(name) { return provider }
            let names =
                try (ProviderPreset.all.map(\.name) + pluginProviders.map(\.name)) + store().providers().map(\.name)
            throw Diagnostic(
                .execution, "unknown-provider", "there is no provider \(name)",
                advice: (nearestName(to: name, among: names).map { ["did you mean \($0)?"] } ?? [])
                    + ["add it by its issuer: provider add \(name) https://…", "`provider list` lists those there are"])
        }
        if let baseURL = preset.baseURL { return preset.provider(baseURL) }
        guard let sandbox = environment.sandbox else {
            throw Diagnostic(
                .execution, "no-sandbox", "there is no sandbox here", advice: ["choose another provider with use"])
        }
        var provider = preset.provider(try await sandbox.start()).taking(saved)
        for endpoint in await sandbox.endpoints() where provider.server[endpoint.name] == nil {
            provider.server[endpoint.name] = JSON(endpoint.url)
        }
        return provider
    }

    /// The chosen client of the chosen provider.
    ///
    /// - Throws: where none is chosen, or the session cannot be read.
    package func client() throws(Diagnostic) -> SessionClient {
        let store = try store()
        if let id = selection.clients[selection.provider], let client = try store.client(id) { return client }
        let known = try store.clients(of: selection.provider)
        let advice =
            known.isEmpty ? try clientAdvice() : ["choose one: client use \(known[0].label.quotedIfNeeded)"]
        throw Diagnostic(
            .execution, "no-client", "no client is chosen for \(selection.provider)", advice: advice)
    }

    /// Most providers have no API for clients: they are registered on a page.
    private func clientAdvice() throws(Diagnostic) -> [String] {
        let name = selection.provider
        let saved = try store().provider(name)
        let provider = saved ?? ProviderPreset.named(name)?.provider("") ?? pluginProvider(name)
        guard provider?.clientsURL != nil else {
            return ["register one at \(name), then: client add CLIENT_ID --secret redirect={{callback}}"]
        }
        return [
            "make one: client create \"My App\" redirect={{callback}}", "or add one you have: client add CLIENT_ID",
        ]
    }

    /// The authorization of the chosen provider that a flow goes on with.
    ///
    /// - Throws: where there is none, or the session cannot be read.
    package func authorization() throws(Diagnostic) -> SessionAuthorization {
        let store = try store()
        if let id = selection.authorizations[selection.provider], let authorization = try store.authorization(id) {
            return authorization
        }
        throw Diagnostic(
            .execution, "no-authorization", "there is no authorization to go on with",
            advice: ["ask the user first: authorize"])
    }

    /// The chosen set of tokens of the chosen provider.
    ///
    /// - Throws: where there is none, or the session cannot be read.
    package func token() throws(Diagnostic) -> SessionToken {
        if let token = try tokenIfAny() { return token }
        throw Diagnostic(
            .execution, "no-token", "there is no token for \(selection.provider) yet",
            advice: ["get one: authorize, then exchange"])
    }

    /// The chosen set of tokens of the chosen provider; nil where there is none.
    ///
    /// - Throws: where the session cannot be read.
    package func tokenIfAny() throws(Diagnostic) -> SessionToken? {
        let store = try store()
        guard let id = selection.tokens[selection.provider] else { return nil }
        return try store.token(id)
    }

    /// The client that a set of tokens belongs to, else the chosen one.
    package func client(of token: SessionToken) throws(Diagnostic) -> SessionClient {
        if let id = token.client, let client = try store().client(id) { return client }
        return try client()
    }
}

extension String {
    /// In quotes if it has a blank.
    package var quotedIfNeeded: String { contains(" ") ? "\"\(self)\"" : self }
}
