/// A number of a feature that ``SandboxConfiguration/settings`` can change.
///
/// It is also the key by which ``Provider/setting(_:)`` gives the value.
package struct FeatureSetting: Sendable {
    /// `feature.setting`, with the name of its feature.
    package let name: String
    /// What the number means, with its unit.
    package let summary: String
    /// The value where the configuration sets none.
    package let standard: Int64
    /// The values that the configuration may set, in the unit that ``summary`` names.
    package let range: ClosedRange<Int64>

    /// A setting; `name` has the form `feature.setting`.
    package init(_ name: String, _ summary: String, standard: Int64, _ range: ClosedRange<Int64>) {
        self.name = name
        self.summary = summary
        self.standard = standard
        self.range = range
    }
}

extension Provider {
    /// The value of a setting: the configured one, or the standard one.
    package func setting(_ setting: FeatureSetting) -> Int64 {
        configuration.settings[setting.name] ?? setting.standard
    }
}

extension [Feature] {
    /// - Throws: ``SandboxError/Code/configuration`` for an unknown setting, and for a value out of its range.
    package func check(_ settings: [String: Int64]) throws(SandboxError) {
        let known = flatMap(\.settings)
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            guard let setting = known.first(where: { $0.name == name }) else {
                let names = known.isEmpty ? "none" : known.map(\.name).joined(separator: ", ")
                throw SandboxError(
                    .configuration, "the sandbox has no setting \u{201C}\(name)\u{201D}",
                    advice: "these can be set: \(names)")
            }
            guard setting.range.contains(value) else {
                throw SandboxError(
                    .configuration, "\(name) cannot be \(value)",
                    advice: "give a number from \(setting.range.lowerBound) to \(setting.range.upperBound)")
            }
        }
    }
}
