package import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Plugins
internal import Providers
internal import Redaction
package import Script

/// What is wrong with a script plugin that parses: commands in the wrong place, values that are not there, presets that
/// cannot be used.
package struct PluginCheck {
    private let text: PluginText
    private let source: ScriptSource
    private let parts: [PluginText.Part]
    private let vocabulary: Vocabulary
    private let variables: Set<String>

    package init(_ text: PluginText, _ vocabulary: Vocabulary) {
        self.text = text
        self.vocabulary = vocabulary
        source = text.source
        parts = text.parts
        variables = text.variables(vocabulary)
    }

    /// Unless these are fixed it cannot do what it says.
    package var mistakes: [Diagnostic] {
        let ofParts = parts.flatMap { misplaced($0) + missing($0) }
        let ofHooks = parts.flatMap(wrongForHook)
        let ofPresets = text.providers.flatMap { PluginPreset.faults($0, source) }
        return (needs + ofParts + ofHooks + twice + ofPresets).sorted { $0.start < $1.start }
    }

    /// What runs, but probably not as it was meant.
    package var warnings: [Diagnostic] {
        let empty = parts.filter { $0.hook != nil && $0.isEmpty }.map { part in
            mistake("empty-block", "nothing is done in this hook", part.range, "put commands in it, or take it out")
        }
        let earlier = parts.filter { $0.hook == "request" }.flatMap(\.uses).filter { $0.name.hasPrefix("response.") }
        let early =
            variables.contains("response")
            ? []
            : earlier.map { use in
                mistake(
                    "early-response", "{{\(use.name)}} is of the response before: this request is not answered yet",
                    use.range, "what this request is answered is seen in on response")
            }
        return empty + early + ofKeyway + text.providers.flatMap { PluginPreset.doubts($0, source) }
    }

    // MARK: Needs

    private var needs: [Diagnostic] {
        text.needs.filter { !SecretKind.isKnown($0.secret) }.map { need in
            let nearest = nearestName(to: need.secret, among: SecretKind.all).map { ["did you mean \($0)?"] } ?? []
            return Diagnostic(
                .syntax, "plugin-needs", "no secret is kept as \(need.secret)", source: source, range: need.range,
                expected: SecretKind.all.joined(separator: ", "),
                advice: nearest + ["each kind has a line of its own: needs access_token \"why\""])
        }
    }

    // MARK: Presets that cannot be used

    private var twice: [Diagnostic] {
        var names: Set<String> = []
        return text.providers.filter { !names.insert($0.name).inserted }.map(taken)
    }

    /// The rest of the plugin is of use all the same.
    private var ofKeyway: [Diagnostic] {
        text.providers.filter { ProviderPreset.named($0.name) != nil }.map(taken)
    }

    private func taken(_ provider: PluginProvider) -> Diagnostic {
        mistake(
            "plugin-provider", "there is a provider \(provider.name) already, which wins", provider.head,
            "choose another name: provider \(provider.name)-2")
    }

    // MARK: Commands that are for hooks alone

    /// The kinds of hooks that reach a command of the file, by themselves or through others.
    private func hooks(reaching command: String) -> Set<String> {
        var reaching: Set<String> = []
        var names: Set<String> = [command]
        var count = 0
        while names.count > count {
            count = names.count
            for part in parts where part.calls.contains(where: { names.contains($0.name) }) {
                if let hook = part.hook { reaching.insert(hook) }
                if let caller = part.command { names.insert(caller) }
            }
        }
        return reaching
    }

    /// In a command that no hook calls there is nothing to change, to refuse or to say something about.
    private func misplaced(_ part: PluginText.Part) -> [Diagnostic] {
        guard let command = part.command, hooks(reaching: command).isEmpty else { return [] }
        return part.calls.filter { HookVerb.all.contains($0.name) }.map { call in
            mistake(
                "no-hook", "\(call.name) is for hooks, and no hook of this file calls \(command)", call.range,
                "write it between on \(HookVerb.hooks(of: call.name).first ?? "request") and end")
        }
    }

    private func wrongForHook(_ part: PluginText.Part) -> [Diagnostic] {
        let hooks = part.hook.map { [$0] } ?? part.command.map { self.hooks(reaching: $0).sorted() } ?? []
        return part.calls.filter { HookVerb.all.contains($0.name) }.flatMap { call in
            let found = hooks.lazy.flatMap { HookVerb.faults(of: call, in: $0) }
            return found.prefix(1).map { mistake($0.code, $0.message, $0.range, $0.advice) }
        }
    }

    // MARK: Values that are not there

    private func missing(_ part: PluginText.Part) -> [Diagnostic] {
        part.uses.compactMap { use in
            let names = use.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard let first = names.first, let kind = PluginHook(rawValue: first), !variables.contains(first) else {
                return nil
            }
            guard part.hook == first else { return absent(first, use.range, in: part) }
            guard names.count > 1, !kind.members.contains(names[1]) else { return nil }
            let nearest = nearestName(to: names[1], among: kind.members).map { "did you mean {{\(first).\($0)}}?" }
            let all = kind.members.map { "{{\(first).\($0)}}" }.joined(separator: ", ")
            return mistake("unknown-value", "a \(first) has no \(names[1])", use.range, nearest ?? "there are \(all)")
        }
    }

    private func absent(_ name: String, _ range: Range<Int>, in part: PluginText.Part) -> Diagnostic? {
        // `{{token.scope}}` and `{{response.status}}` are values of the session everywhere.
        guard !vocabulary.reservedNames.contains(name) else { return nil }
        guard let hook = part.hook else {
            return mistake(
                "unknown-value", "a command does not see {{\(name)}} of a hook", range,
                "give it an operand: define NAME value, and call it with {{\(name).…}} in the hook")
        }
        return mistake(
            "unknown-value", "there is no \(name) in on \(hook)", range, "{{\(hook).…}} is what it sees")
    }

    private func mistake(_ code: String, _ message: String, _ range: Range<Int>, _ advice: String) -> Diagnostic {
        Diagnostic(.syntax, code, message, source: source, range: range, advice: [advice])
    }
}

extension Diagnostic {
    fileprivate var start: Int { range?.lowerBound ?? 0 }
}

extension PluginHook {
    /// What `{{request.…}}` and the others have.
    var members: [String] {
        switch self {
        case .request: ["method", "url", "headers", "body", "body_base64"]
        case .response: ["status", "headers", "body", "body_base64"]
        case .token: ["number", "provider", "access_token", "scope", "grant_type"]
        case .failure: ["message", "url", "status", "headers", "body", "body_base64"]
        }
    }
}

/// The kinds by which a session keeps secrets.
package enum SecretKind {
    package static let all =
        ["access_token", "refresh_token", "id_token"] + CredentialKind.all.map(\.name) + [
            "code", "code_verifier", "api_key", "credential", "cookie", "variable", "marked",
        ]

    /// A member that holds secrets is a kind of its own, whatever its name.
    package static func isKnown(_ kind: String) -> Bool {
        all.contains(kind) || SecretFinder.isSecret(kind)
    }
}
