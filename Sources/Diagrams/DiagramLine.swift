/// A line of a diagram that is drawn with characters.
public struct DiagramLine: Sendable, Equatable {
    public var role: Role
    /// What stands in the margin: `#7`; empty without a number.
    public var label: String
    public var text: String

    public enum Role: Sendable {
        /// Names of parties, titles and notes.
        case aside
        /// A row of life lines with an arrow: every character keeps its place.
        case drawing
        /// The answer that refuses, drawn or in words.
        case failure
        /// Words that may be wrapped.
        case words
    }

    init(_ role: Role, _ text: String, label: String = "") {
        self.role = role
        self.label = label
        self.text = text
    }
}
