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

    /// Notes that a call has added a provider of which nothing was known before.
    package func noteAdded(provider name: String, by call: CommandContext) {
        addedInRun[name] = call.origins.outermostFile
    }

    /// Whether the text that makes a call has added this provider itself, since the run began.
    package func hasAdded(provider name: String, _ call: CommandContext) -> Bool {
        guard let file = call.origins.outermostFile else { return false }
        return addedInRun[name] == file
    }
}

extension [Origin] {
    /// The first text that the user has not typed, and to which the ones after it belong.
    fileprivate var outermostFile: Origin? { first { !$0.isTyped } }
}
