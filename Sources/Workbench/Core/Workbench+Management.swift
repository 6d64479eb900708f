package import Diagnostics
internal import OAuthCore
package import OAuthFlows
package import Providers
internal import Redaction
internal import Session

extension Workbench {
    /// The API by which the provider's clients are managed, with the account's key.
    package func management(_ provider: Provider) async throws(Diagnostic) -> ClientManagement {
        guard let url = provider.clientsURL else {
            throw Diagnostic(
                .execution, "no-client-management",
                "\(provider.name) has no API for managing clients that Keyway knows",
                advice: ["register the client at the provider, then: client add CLIENT_ID"])
        }
        return ClientManagement(url: url, credential: try await accountKey(of: provider))
    }

    /// The account's API key: given, from the environment, or the sandbox's own first user.
    private func accountKey(of provider: Provider) async throws(Diagnostic) -> String {
        if let key = provider.key { return key }
        if let variable = provider.keyVariable, let key = environment.variables[variable], !key.isEmpty {
            try store().saveSecrets([FoundSecret(kind: "api_key", value: key)], at: environment.clock())
            try hide([key])
            return key
        }
        if provider.name == "sandbox", let account = await environment.sandbox?.users().first {
            try hide([account.apiKey])
            return account.apiKey
        }
        if environment.network != .live { return "<api_key>" }
        let variable = provider.keyVariable.map { ["set the environment variable \($0)"] } ?? []
        throw Diagnostic(
            .execution, "no-api-key", "managing clients of \(provider.name) needs an API key, and none is known",
            advice: variable + ["or keep it in this session: provider set api_key=@FILE"])
    }
}
