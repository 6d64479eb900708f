internal import Diagnostics
internal import OAuthCore
internal import Providers
internal import Script
internal import Session

/// What of the language is the user's alone: no plugin may run it by `keyway/run`, and no hook of a script.
extension Workbench {
    private static let commandsOfTheUser: Set = [
        "quit", "edit", "watch", "session lock", "session unlock", "session import", "provider set",
        "provider discover", "provider remove",
    ]

    /// What shows secrets, and what takes them past the check of where they go.
    private static let optionsOfTheUser: Set = ["reveal", "proxy", "insecure", "cacert"]

    func notForPlugins(_ what: String) -> Diagnostic {
        Diagnostic(.execution, "plugin-line", "a plugin may not ask for this", found: what)
    }

    /// A hook runs by itself: what it does nobody has typed.
    func checkHook(_ call: Invocation) throws(Diagnostic) {
        guard hookFrame != nil, try isOfTheUser(call) else { return }
        throw notForPlugins(call.source.text(in: call.range))
    }

    func isOfTheUser(_ call: Invocation) throws(Diagnostic) -> Bool {
        if Workbench.commandsOfTheUser.contains(call.name) || call.name.hasPrefix("plugin ") { return true }
        if call.options.contains(where: { Workbench.optionsOfTheUser.contains($0.name) }) { return true }
        guard call.name == "provider add", let name = call.text(0) else { return false }
        return try isProvider(name)
    }

    /// Whoever moves a provider's endpoints has its tokens and its clients' secrets sent there.
    private func isProvider(_ name: String) throws(Diagnostic) -> Bool {
        if ProviderPreset.named(name) != nil || pluginProvider(name) != nil { return true }
        return try store().provider(name) != nil
    }
}
