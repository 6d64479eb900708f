public import JSONKit

/// The manifest as it is sent and kept. What a plugin says of itself is checked: it may be wrong, or lie.
extension PluginManifest {
    private static let longestText = 4000

    /// - Throws: a failure that names every member that is not as it should be. Members that are not known are ignored.
    public init(json: JSON) throws(PluginError) {
        var faults = ManifestFaults()
        let name = json["name"]?.string ?? ""
        if !PluginManifest.isName(name) { faults.add("name", "a letter, then letters, digits, . _ or -") }
        let version = json["version"]?.string ?? ""
        if PluginVersion(version) == nil { faults.add("version", "three numbers, as in 1.0.0") }
        let commands = faults.list(json, "commands", PluginCommand.init(json:_:_:))
        if Set(commands.map(\.name)).count != commands.count {
            faults.add("commands", "a different name for each command")
        }
        self.init(
            name: name, version: version, summary: PluginManifest.text(json["summary"]), commands: commands,
            providers: faults.list(json, "providers", PluginManifest.provider),
            hooks: faults.list(json, "hooks", PluginManifest.hook),
            needs: faults.list(json, "needs", PluginManifest.need))
        if let error = faults.error { throw error }
    }

    private static func provider(_ value: JSON, _ path: String, _ faults: inout ManifestFaults) -> JSON? {
        if value["name"]?.string.map(isName) == true, value["base_url"]?.string != nil { return value }
        faults.add(path, "a name and a base_url")
        return JSON?.none
    }

    private static func hook(_ value: JSON, _ path: String, _ faults: inout ManifestFaults) -> PluginHook? {
        if let hook = value.string.flatMap(PluginHook.init) { return hook }
        faults.add(path, "request, response, token or failure")
        return nil
    }

    private static func need(_ value: JSON, _ path: String, _ faults: inout ManifestFaults) -> PluginNeed? {
        guard let secret = value["secret"]?.string, isName(secret) else {
            faults.add("\(path).secret", "the kind of a secret, access_token say")
            return nil
        }
        return PluginNeed(secret: secret, reason: text(value["reason"]))
    }

    /// The manifest as a plugin answers it and as it is kept.
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
}

extension PluginCommand {
    init?(json: JSON, _ path: String, _ faults: inout ManifestFaults) {
        let name = json["name"]?.string ?? ""
        let operands = faults.list(json, "operands", at: path, Operand.init(json:_:_:))
        guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]{0,63}/) != nil else {
            faults.add("\(path).name", "a letter, then letters, digits, _ or -")
            return nil
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
    init?(json: JSON, _ path: String, _ faults: inout ManifestFaults) {
        let name = json["name"]?.string ?? ""
        guard name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_-]{0,63}/) != nil else {
            faults.add("\(path).name", "a letter or _, then letters, digits, _ or -")
            return nil
        }
        self.init(name, PluginManifest.text(json["summary"]), isRequired: json["required"]?.bool ?? true)
        if let type = json["type"], !type.isNull {
            if let known = type.string.flatMap(PluginOperandType.init) {
                self.type = known
            } else {
                faults.add("\(path).type", PluginOperandType.allCases.map(\.rawValue).joined(separator: ", "))
            }
        }
        values = faults.list(json, "values", at: path) { value, path, faults in
            if value.string == nil { faults.add(path, "a text") }
            return value.string.map { PluginManifest.text(JSON($0)) }
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
