/// What went wrong with a plugin: the edge of this room.
public struct PluginError: Error, Sendable, Equatable {
    /// A stable name, `plugin-timeout` say.
    public var code: String
    public var message: String
    public var advice: [String]

    public init(_ code: String, _ message: String, advice: [String] = []) {
        self.code = code
        self.message = message
        self.advice = advice
    }
}
