/// How long a plugin may take and how much it may say.
public struct PluginLimits: Sendable {
    /// Milliseconds for `hello` and `manifest`.
    public var start = 5000
    /// For a hook.
    public var hook = 2000
    /// For `complete`, behind which its answer is ignored.
    public var completion = 100
    /// For `run`, without a sign of life: a call of its host, or `keyway/progress`.
    public var run = 30_000
    /// For the answer to a call that was cancelled, behind which the plugin is ended.
    public var cancel = 2000
    /// For a plugin to end by itself.
    public var grace = 200
    /// Bytes of a line.
    public var line = 8 << 20
    /// Lines of its standard error that are shown.
    public var logLines = 1000

    /// The time by which these limits are kept.
    public var clock = PluginClock.real

    /// The limits that hold unless others are set.
    public init() {}
}
