/// A feature of the sandbox as its operator sees it.
public struct SandboxFeature: Sendable, Equatable {
    /// The name by which ``SandboxConfiguration/features`` switches it.
    public let name: String
    /// One sentence that says what the feature serves.
    public let summary: String
    /// Where it is specified: `RFC 7662`. Nil for what no standard describes.
    public let reference: String?
    /// Whether the sandbox serves the feature.
    public let isOn: Bool
    /// Whether a configuration may switch the feature off; false for the features that the others are built on.
    public let canBeSwitchedOff: Bool

    /// A feature; see the properties for the form of each value.
    package init(name: String, summary: String, reference: String?, isOn: Bool, canBeSwitchedOff: Bool) {
        self.name = name
        self.summary = summary
        self.reference = reference
        self.isOn = isOn
        self.canBeSwitchedOff = canBeSwitchedOff
    }
}
