/// How a value is written.
public struct JSONStyle: Sendable {
    public enum Layout: Sendable, Equatable {
        /// On one line without blanks.
        case compact
        /// Indented by two; arrays and objects that fit `width` columns stay on one line.
        case pretty(width: Int)
    }

    /// What a painter is told about a piece of the text.
    public enum Token: String, Sendable, CaseIterable {
        case name, string, number, boolean, null, punctuation
    }

    public var layout: Layout
    /// Whether the members of each object are put in the order of their names' code points.
    public var sortsNames: Bool
    /// Whether everything beyond ASCII is escaped.
    public var asciiOnly: Bool

    /// Gives each token the text that stands for it, with colours say; widths are counted before.
    public var painter: (@Sendable (Token, String) -> String)?

    /// Asked for each member (with its name), and for each other string (with nil), whether another text is to stand
    /// in its place. It may be asked more than once about the same value.
    public var mask: (@Sendable (_ name: String?, _ value: JSON) -> String?)?

    public init(layout: Layout, sortsNames: Bool = false, asciiOnly: Bool = false) {
        self.layout = layout
        self.sortsNames = sortsNames
        self.asciiOnly = asciiOnly
    }

    public static let compact = JSONStyle(layout: .compact)
    public static let pretty = JSONStyle(layout: .pretty(width: 80))
}
