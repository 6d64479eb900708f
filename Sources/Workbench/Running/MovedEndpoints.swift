package import Diagnostics
internal import OAuthCore
internal import Providers
internal import Script
internal import Session

/// What decides where the secrets of a provider's clients go.
package enum MovedEndpoints {
    /// Whether a setting of a provider says where something is sent.
    package static func isMoved(by setting: String) -> Bool {
        ["base_url", "clients_url"].contains(setting)
            || MetadataField.named(setting) != nil && !setting.hasSuffix("_supported")
    }
}

extension Workbench {
    /// Whether a provider of this name is known, or the session holds something of one that was.
    package func holds(provider name: String) throws(Diagnostic) -> Bool {
        if ProviderPreset.named(name) != nil || pluginProvider(name) != nil { return true }
        let store = try store()
        if try store.provider(name) != nil { return true }
        if try !store.clients(of: name).isEmpty { return true }
        return try !store.tokens(of: name).isEmpty
    }
}
