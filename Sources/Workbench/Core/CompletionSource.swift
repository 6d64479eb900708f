package import Script

/// What can stand at the cursor.
public struct Completion: Sendable, Equatable {
    /// What it is, unquoted.
    public var text: String
    /// What the completion means, in a few words; nil where its text says enough.
    public var summary: String?
    /// Whether the word ends with it, so that a space may follow.
    public var isWhole: Bool

    /// A completion, by default of the whole word; `text` is not quoted.
    public init(_ text: String, _ summary: String? = nil, isWhole: Bool = true) {
        self.text = text
        self.summary = summary
        self.isWhole = isWhole
    }
}

/// Where the names of one kind come from. `Completing` has the list of them.
package struct CompletionSource: Sendable {
    /// Finds the completions at a place; those that do not fit what is typed may be among them.
    package typealias Find = @Sendable (_ request: CompletionRequest, _ bench: isolated Workbench) async -> [Completion]

    /// The kind of names that the source gives.
    package let kind: CompletionTopic
    /// Finds the names.
    package let find: Find

    /// The source of one kind of names.
    package init(kind: CompletionTopic, find: @escaping Find) {
        self.kind = kind
        self.find = find
    }
}

/// What a source may want to know of the line.
package struct CompletionRequest: Sendable {
    /// What is typed of the word.
    package let typed: String
    /// The command's full name.
    package let command: String
    /// The words before it, after the command's name.
    package var words: [String] = []
    /// The operand that is typed, where it is one.
    package var operand: String?

    /// What is known of a line; `typed` is the beginning of the word, and `operand` is nil where an option or item is
    /// typed.
    package init(typed: String, command: String, words: [String] = [], operand: String? = nil) {
        self.typed = typed
        self.command = command
        self.words = words
        self.operand = operand
    }
}
