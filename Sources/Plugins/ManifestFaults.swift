internal import JSONKit

/// All that is wrong with a manifest: so that its author fixes them in one go.
struct ManifestFaults {
    private static let mostEntries = 200
    private static let mostShown = 20
    private var list: [(member: String, expected: String)] = []

    mutating func add(_ member: String, _ expected: String) { list.append((member, expected)) }

    /// The elements of a list that are as they should be; the others are noted.
    ///
    /// - Parameter owner: where the list is, `commands[0]` say.
    mutating func list<Value>(
        _ json: JSON, _ name: String, at owner: String = "", _ read: (JSON, String, inout ManifestFaults) -> Value?
    ) -> [Value] {
        let path = owner.isEmpty ? name : "\(owner).\(name)"
        guard let member = json[name], !member.isNull else { return [] }
        guard let elements = member.elements else {
            add(path, "a list")
            return []
        }
        guard elements.count <= ManifestFaults.mostEntries else {
            add(path, "at most \(ManifestFaults.mostEntries) entries, and has \(elements.count)")
            return []
        }
        return elements.enumerated().compactMap { read($1, "\(path)[\($0)]", &self) }
    }

    /// One failure for all; nil where there are none.
    var error: PluginError? {
        guard let first = list.first else { return nil }
        let others = list.count - ManifestFaults.mostShown
        return PluginError(
            "plugin-manifest",
            list.count == 1
                ? "the plugin's manifest has no usable \(first.member)"
                : "the plugin's manifest has \(list.count) faults",
            advice: list.prefix(ManifestFaults.mostShown).map { "\($0.member) wants \($0.expected)" }
                + (others > 0 ? ["and \(others) more"] : []))
    }
}
