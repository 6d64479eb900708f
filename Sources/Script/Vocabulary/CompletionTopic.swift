/// What a word of a command line names, so that a prompt can offer what there is.
///
/// The language knows one of them; whoever makes a vocabulary names its own.
public struct CompletionTopic: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// Asked for without echo where `?` stands; never offered, and no message repeats it.
    public static let secret = CompletionTopic(rawValue: "secret")
}

/// An item that fits a command, `scope=…`. It can be given others too: this one is offered and explained.
public struct ItemShape: Sendable, Equatable {
    public var name: String
    public var summary: String
    public var completes: CompletionTopic?

    public init(_ name: String, _ summary: String, completes: CompletionTopic? = nil) {
        self.name = name
        self.summary = summary
        self.completes = completes
    }
}
