package import Script

/// What can stand at the cursor.
public struct Completion: Sendable, Equatable {
    /// What it is, unquoted.
    public var text: String
    public var summary: String?
    /// Whether the word ends with it, so that a space may follow.
    public var isWhole: Bool

    public init(_ text: String, _ summary: String? = nil, isWhole: Bool = true) {
        self.text = text
        self.summary = summary
        self.isWhole = isWhole
    }
}

/// Where the names of one kind come from. `Completing` has the list of them.
package struct CompletionSource: Sendable {
    package typealias Find = @Sendable (_ request: CompletionRequest, _ bench: isolated Workbench) async -> [Completion]

    package let kind: CompletionTopic
    package let find: Find

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

    package init(typed: String, command: String, words: [String] = [], operand: String? = nil) {
        self.typed = typed
        self.command = command
        self.words = words
        self.operand = operand
    }
}
