/// What a word of a command line names, so that a prompt can offer what there is.
///
/// The language knows one of them; whoever makes a vocabulary names its own.
public struct CompletionTopic: RawRepresentable, Sendable, Hashable {
    /// What the word names, in the singular: `client`.
    public let rawValue: String

    /// A topic by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Asked for without echo where `?` stands; never offered, and no message repeats it.
    public static let secret = CompletionTopic(rawValue: "secret")
}

/// An item that fits a command, `scope=…`. It can be given others too: this one is offered and explained.
public struct ItemShape: Sendable, Equatable {
    /// The name of the parameter or member: `scope`.
    public var name: String
    /// What the item means, in a few words without a full stop.
    public var summary: String
    /// What the item's value names; nil for a text of the user's own.
    public var completes: CompletionTopic?

    /// An item that is offered and explained.
    public init(_ name: String, _ summary: String, completes: CompletionTopic? = nil) {
        self.name = name
        self.summary = summary
        self.completes = completes
    }
}
