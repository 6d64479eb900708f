/// What went wrong with a plugin: the edge of this room.
public struct PluginError: Error, Sendable, Equatable {
    /// A stable name, `plugin-timeout` say.
    public var code: String
    /// What went wrong, in a clause without a full stop.
    public var message: String
    /// What to try next, one line each; empty where nothing is known to help.
    public var advice: [String]

    /// An error, by default without advice.
    public init(_ code: String, _ message: String, advice: [String] = []) {
        self.code = code
        self.message = message
        self.advice = advice
    }
}
