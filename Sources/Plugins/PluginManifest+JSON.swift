public import JSONKit

/// The manifest as it is sent and kept. What a plugin says of itself is checked: it may be wrong, or lie.
extension PluginManifest {
    private static let mostEntries = 200
    private static let longestText = 4000

    /// - Throws: a failure that names the member that is not as it should be. Members that are not known are ignored.
    public init(json: JSON) throws(PluginError) {
        guard let name = json["name"]?.string, PluginManifest.isName(name) else {
            throw PluginManifest.mistake("name", "a letter, then letters, digits, . _ or -")
        }
        guard let version = json["version"]?.string, PluginVersion(version) != nil else {
            throw PluginManifest.mistake("version", "three numbers, as in 1.0.0")
        }
        let commands = try PluginManifest.list(json, "commands") { value throws(PluginError) in
            try PluginCommand(json: value)
        }
        guard Set(commands.map(\.name)).count == commands.count else {
            throw PluginManifest.mistake("commands", "a different name for each command")
        }
        self.init(
            name: name, version: version, summary: PluginManifest.text(json["summary"]), commands: commands,
            providers: try PluginManifest.list(json, "providers") { value throws(PluginError) in
                guard value["name"]?.string.map(PluginManifest.isName) == true, value["base_url"]?.string != nil else {
                    throw PluginManifest.mistake("providers", "a name and a base_url for each provider")
                }
                return value
            },
            hooks: try PluginManifest.list(json, "hooks") { value throws(PluginError) in
                guard let hook = value.string.flatMap(PluginHook.init) else {
                    throw PluginManifest.mistake("hooks", "request, response, token or failure")
                }
                return hook
            },
            needs: try PluginManifest.list(json, "needs") { value throws(PluginError) in
                guard let secret = value["secret"]?.string, PluginManifest.isName(secret) else {
                    throw PluginManifest.mistake("needs", "the kind of each secret, access_token say")
                }
                return PluginNeed(secret: secret, reason: PluginManifest.text(value["reason"]))
            })
    }

    public var json: JSON {
        JSON(members: [
            ("name", JSON(name)), ("version", JSON(version)), ("summary", JSON(summary)),
            ("commands", JSON(commands.map(\.json))), ("providers", JSON(providers)),
            ("hooks", JSON(hooks.map { JSON($0.rawValue) })),
            (
                "needs",
                JSON(needs.map { JSON(members: [("secret", JSON($0.secret)), ("reason", JSON($0.reason))]) })
            ),
        ])
    }

    static func isName(_ text: String) -> Bool {
        text.utf8.count <= 64 && text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.-]*/) != nil
    }

    static func text(_ json: JSON?) -> String { String((json?.string ?? "").prefix(longestText)) }

    static func mistake(_ member: String, _ expected: String) -> PluginError {
        PluginError(
            "plugin-manifest", "the plugin's manifest has no usable \(member)",
            advice: ["it wants \(expected)", "`plugin test FILE` says what else is wrong with it"])
    }

    static func list<Value>(
        _ json: JSON, _ name: String, _ read: (JSON) throws(PluginError) -> Value
    ) throws(PluginError) -> [Value] {
        guard let member = json[name], !member.isNull else { return [] }
        guard let elements = member.elements, elements.count <= mostEntries else {
            throw mistake(name, "a list of at most \(mostEntries)")
        }
        var values: [Value] = []
        for element in elements { values.append(try read(element)) }
        return values
    }
}

extension PluginCommand {
    init(json: JSON) throws(PluginError) {
        guard let name = json["name"]?.string, name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]{0,63}/) != nil else {
            throw PluginManifest.mistake("commands", "a name of letters, digits, _ or - for each command")
        }
        let operands = try PluginManifest.list(json, "operands") { value throws(PluginError) in
            guard let name = value["name"]?.string, name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_-]{0,63}/) != nil else {
                throw PluginManifest.mistake("operands", "a name for each operand of \(name)")
            }
            return try Operand(name, json: value)
        }
        self.init(
            name, summary: PluginManifest.text(json["summary"]), details: PluginManifest.text(json["details"]),
            operands: operands)
    }

    var json: JSON {
        JSON(members: [
            ("name", JSON(name)), ("summary", JSON(summary)), ("details", JSON(details)),
            ("operands", JSON(operands.map(\.json))),
        ])
    }
}

extension PluginCommand.Operand {
    init(_ name: String, json: JSON) throws(PluginError) {
        self.init(name, PluginManifest.text(json["summary"]), isRequired: json["required"]?.bool ?? true)
        if let type = json["type"], !type.isNull {
            guard let known = type.string.flatMap(PluginOperandType.init) else {
                let names = PluginOperandType.allCases.map(\.rawValue).joined(separator: ", ")
                throw PluginManifest.mistake("type of \(name)", names)
            }
            self.type = known
        }
        values = try PluginManifest.list(json, "values") { value throws(PluginError) in
            guard let text = value.string else { throw PluginManifest.mistake("values of \(name)", "a list of texts") }
            return PluginManifest.text(JSON(text))
        }
        isCompleted = json["completes"]?.bool ?? false
    }

    var json: JSON {
        JSON(present: [
            ("name", JSON(name)), ("summary", JSON(summary)), ("required", JSON(isRequired)),
            ("type", type == .text ? JSON?.none : JSON(type.rawValue)),
            ("values", values.isEmpty ? JSON?.none : JSON(values.map { JSON($0) })),
            ("completes", isCompleted ? JSON(true) : JSON?.none),
        ])
    }
}
