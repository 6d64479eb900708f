public import JSONKit

/// The messages that a host sends.
extension PluginProcess {
    /// The protocol's version; Keyway's own says nothing of it.
    public static let protocolVersion = 1
    /// What this host can do; a plugin ignores those that it does not know.
    public static let features = ["run", "hook", "complete", "cancel", "prompt", "progress"]

    /// `hello`: the first message.
    public func greet(version: String) async throws(PluginError) {
        let answer = try await object(
            "hello",
            JSON(members: [
                ("protocol", JSON(PluginProcess.protocolVersion)), ("keyway", JSON(version)),
                ("features", JSON(PluginProcess.features.map { JSON($0) })),
            ]), within: limits.start)
        guard answer["protocol"]?.integer == Int64(PluginProcess.protocolVersion) else {
            bye()
            throw PluginError(
                "plugin-protocol",
                "the plugin \(name) speaks version \(answer["protocol"]?.text() ?? "none") of the protocol",
                advice: ["Keyway speaks version \(PluginProcess.protocolVersion); get a newer one of the two"])
        }
    }

    /// `manifest`: what it brings and what it asks for.
    public func manifest() async throws(PluginError) -> PluginManifest {
        try PluginManifest(json: try await object("manifest", JSON(members: []), within: limits.start))
    }

    /// `run`: one of its commands.
    public func run(_ command: String, operands: JSON) async throws(PluginError) -> JSON {
        try await object(
            "run", JSON(members: [("command", JSON(command)), ("operands", operands)]), within: limits.run)
    }

    /// `complete`: what an operand may be; nothing if it takes too long.
    public func complete(_ command: String, operand: String, beginning: String) async -> [PluginCandidate] {
        let parameters = JSON(members: [
            ("command", JSON(command)), ("operand", JSON(operand)), ("beginning", JSON(beginning)),
        ])
        let answer = try? await call("complete", parameters, within: limits.completion, isOptional: true)
        let candidates = (answer?["candidates"]?.elements ?? []).lazy.compactMap(PluginCandidate.init)
        return PluginCandidate.offered(candidates, beginning: beginning)
    }

    /// `hook`: what it makes of what happens.
    public func hook(_ hook: PluginHook, _ value: JSON) async throws(PluginError) -> PluginVerdict {
        let answer = try await object(
            "hook", JSON(members: [("hook", JSON(hook.rawValue)), (hook.rawValue, value)]), within: limits.hook)
        return try PluginVerdict(json: answer, of: hook, name)
    }

    /// A call whose answer is an object, as all are.
    private func object(
        _ method: String, _ parameters: JSON, within milliseconds: Int
    ) async throws(PluginError) -> JSON {
        let answer = try await call(method, parameters, within: milliseconds)
        if answer.members != nil { return answer }
        let example = method == "run" ? #"{"value":\#(answer.text().prefix(80))}"# : "{…}"
        throw PluginError(
            "plugin-nonsense", "the plugin \(name) answers \(method) with \(answer.text().prefix(80))",
            advice: ["a result is an object: \(example)"])
    }
}

/// What an operand may be: a text, or a text with a line about it.
public struct PluginCandidate: Sendable, Equatable {
    /// The text that is put into the line.
    public var text: String
    /// A line about the text; nil where it says enough.
    public var summary: String?

    /// A candidate, by default without a line about it.
    public init(_ text: String, _ summary: String? = nil) {
        self.text = text
        self.summary = summary
    }

    /// Those that can follow what is typed, as many as anybody reads; others may stand before them.
    public static func offered(_ all: some Sequence<PluginCandidate>, beginning: String) -> [PluginCandidate] {
        let typed = beginning.lowercased()
        return Array(all.lazy.filter { $0.text.lowercased().hasPrefix(typed) }.prefix(200))
    }

    /// - Returns: nil for a text that cannot stand in a line.
    public init?(said text: String) {
        guard PluginCandidate.canBeTyped(text) else { return nil }
        self.init(text)
    }

    init?(json: JSON) {
        guard let text = json.string ?? json["text"]?.string, PluginCandidate.canBeTyped(text) else { return nil }
        self.init(text, json["summary"]?.string.map { String($0.prefix(200)) })
    }

    /// It is put into the line: what moves the cursor or reorders text has no business there.
    static func canBeTyped(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 1000
            && text.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) }
    }
}

/// What a hook says of what it was shown.
public struct PluginVerdict: Sendable, Equatable {
    /// What comes in its place; nil leaves it as it is.
    public var replacement: JSON?
    /// Why it must not be; nil lets it pass.
    public var refusal: String?
    /// What the plugin has to say about the message, one line each.
    public var notes: [String] = []

    /// A verdict, by default one that lets the message pass as it is.
    public init(replacement: JSON? = nil, refusal: String? = nil, notes: [String] = []) {
        self.replacement = replacement
        self.refusal = refusal
        self.notes = notes
    }

    init(json: JSON, of hook: PluginHook, _ name: String) throws(PluginError) {
        notes = (json["notes"]?.elements ?? []).prefix(20).compactMap(\.string).map { $0.shortened(to: 1000) }
        switch json["action"]?.string {
        case "pass": break
        case "replace":
            guard let value = json[hook.rawValue] else {
                throw PluginError("plugin-nonsense", "\(name) replaces a \(hook.rawValue) by nothing")
            }
            replacement = value
        case "refuse": refusal = json["message"]?.string?.shortened(to: 1000) ?? "without a reason"
        default:
            throw PluginError(
                "plugin-nonsense", "\(name) answers a hook with \(json.text().prefix(80))",
                advice: [#"it takes {"action":"pass"}, "replace" or "refuse""#])
        }
    }
}

extension String {
    /// What a plugin says may be longer than anybody reads.
    func shortened(to count: Int) -> String { self.count > count ? prefix(count) + "…" : self }
}
