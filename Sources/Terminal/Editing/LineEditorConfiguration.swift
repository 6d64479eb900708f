/// What a line editor works with; the defaults give a plain prompt on standard input and output.
public struct LineEditorConfiguration: Sendable {
    /// The name that `.editrc` may use to bind keys for this program alone.
    public var programName = "keyway"
    public var input: Int32 = 0
    public var output: Int32 = 1
    /// `TERM`, `EDITRC`, `HOME`, the locale and the colour conventions are looked up here.
    public var environment: [String: String]
    public var color = ColorPolicy.auto
    /// Where history is kept; nil keeps it in memory.
    public var historyFile: String?
    public var historyLimit = 2_000
    /// What of an entry may be remembered: the entry, a masked form, or nil for nothing.
    public var historyFilter: @Sendable (String) -> String? = { $0 }
    /// The keys: Emacs's, or vi's. The user's `.editrc` comes after it.
    public var usesViKeys = false
    public var completion: CompletionAnswer.Provider = { _, _ in .none }
    /// What is still to be typed, shown dimmed behind a cursor at the line's end; empty for nothing.
    public var hint: @Sendable (String) -> String = { _ in "" }
    /// Whether a text can be run as it is; if not, the entry goes on under `continuationPrompt`.
    public var isComplete: @Sendable (String) -> Bool = { _ in true }
    public var continuationPrompt = "... "
    /// How it is told that nothing more belongs to a key; tests say themselves when a pause is over.
    var keyPause: KeyReader.Pause = KeyReader.realPause

    public init(environment: [String: String]) { self.environment = environment }

    /// The user's key bindings, as Editline looks for them.
    var bindingsFile: String? {
        if let named = environment["EDITRC"], !named.isEmpty { return named }
        return environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.editrc" }
    }
}
