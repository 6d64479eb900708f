/// A feature of the sandbox as its operator sees it.
public struct SandboxFeature: Sendable, Equatable {
    /// The name by which ``SandboxConfiguration/features`` switches it.
    public let name: String
    public let summary: String
    /// Where it is specified: `RFC 7662`. Nil for what no standard describes.
    public let reference: String?
    public let isOn: Bool
    public let canBeSwitchedOff: Bool

    package init(name: String, summary: String, reference: String?, isOn: Bool, canBeSwitchedOff: Bool) {
        self.name = name
        self.summary = summary
        self.reference = reference
        self.isOn = isOn
        self.canBeSwitchedOff = canBeSwitchedOff
    }
}
