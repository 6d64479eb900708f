package import Diagnostics
package import Script

/// What the texts that have a part in a call may do.
///
/// What the user types may do everything. A text from a file may do what the command lists for it, and what the user has
/// allowed for the run. A plugin or a hook may do what the command lists for it, and nothing more.
package struct Permissions: Sendable {
    /// Given with `--allow`.
    let allowed: Set<Permission>

    /// The code of the refusal of what a text may do only where the user allows it.
    static let refused = "not-allowed"

    private static let fromFiles: Set<Origin.Kind> = [.standardInput, .recipe, .included]

    /// What an origin may do without `--allow`. Whoever gives a text on standard input starts Keyway for it, with the
    /// session that is meant, so the text may work on sessions and providers. It still runs no program, and it neither
    /// changes preferences nor shows secrets.
    static let granted: [Origin.Kind: Set<Permission>] = [.standardInput: [.sessions, .endpoints]]

    /// Refuses a call that one of its origins may not make.
    package func check(_ call: CommandContext) throws(Diagnostic) {
        let traits = call.command.traits
        for origin in call.origins where !traits.runBy.contains(origin.kind) {
            if let needs = traits.needs, isAllowed(needs, to: origin) { continue }
            throw refusal(of: call.name, needs: traits.needs, origin, call)
        }
        for option in call.options {
            guard let needs = call.command.shape.options.first(where: { $0.name == option.name })?.needs else {
                continue
            }
            try check(needs, "--\(option.name)", call, at: option.range)
        }
        if case .shell? = call.output { try check(.programs, "| and a program", call) }
    }

    /// Refuses something that a call does only in some cases.
    ///
    /// - Parameter what: the thing in the call's own words, `base_url=…` say.
    package func check(
        _ permission: Permission, _ what: String, _ call: CommandContext, at range: Range<Int>? = nil
    ) throws(Diagnostic) {
        for origin in call.origins where !isAllowed(permission, to: origin) {
            throw refusal(of: what, needs: permission, origin, call, at: range)
        }
    }

    func isAllowed(_ permission: Permission, to origin: Origin) -> Bool {
        origin.isTyped || Self.granted[origin.kind]?.contains(permission) == true
            || Self.fromFiles.contains(origin.kind) && allowed.contains(permission)
    }

    /// Refuses to read a file for a hook, or for what a plugin asks to be run: neither has a file of its own to name.
    package func checkReading(_ file: String, _ call: CommandContext) throws(Diagnostic) {
        guard let plugin = call.scope.servedPlugin else { return }
        throw Diagnostic(
            .execution, "plugin-line",
            "the plugin \(plugin) may not use the file \(file): it would read files of the user",
            source: call.source, range: call.range, found: call.source.text(in: call.range),
            advice: ["type the line yourself; `help permissions` lists what a plugin and a hook may do"])
    }

    private func refusal(
        of what: String, needs: Permission?, _ origin: Origin, _ call: CommandContext, at range: Range<Int>? = nil
    ) -> Diagnostic {
        let isOfPlugin = !origin.isTyped && !Self.fromFiles.contains(origin.kind)
        let reason = needs.map { "it would \($0.summary)" } ?? reasonWithoutNeed(call)
        return Diagnostic(
            isOfPlugin ? .execution : .usage, isOfPlugin ? "plugin-line" : Self.refused,
            "\(origin.subject) may not use \(what): \(reason)", source: call.source, range: range ?? call.range,
            found: isOfPlugin ? call.source.text(in: call.range) : nil,
            advice: isOfPlugin
                ? ["type the line yourself; `help permissions` lists what a plugin and a hook may do"]
                : advice(needs, origin))
    }

    /// Why a command that no permission opens is refused.
    private func reasonWithoutNeed(_ call: CommandContext) -> String {
        call.command.traits.runBy.contains(.recipe)
            ? "only what the user types or runs may" : "it has a meaning only where somebody types"
    }

    private func advice(_ needs: Permission?, _ origin: Origin) -> [String] {
        guard let needs else { return ["type it at the prompt"] }
        let text = if case .standardInput = origin { "keyway" } else { "keyway run" }
        return [
            "read what it does; then allow it for this run: \(text) --allow \(needs.rawValue)",
            "or type the line yourself",
        ]
    }
}
