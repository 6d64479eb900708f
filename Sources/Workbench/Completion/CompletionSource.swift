package import Script

/// What can stand at the cursor.
public struct Completion: Sendable, Equatable {
    /// What it is, unquoted.
    public var text: String
    public var summary: String?
    /// Whether the word ends with it, so that a blank may follow.
    public var isWhole: Bool

    public init(_ text: String, _ summary: String? = nil, isWhole: Bool = true) {
        self.text = text
        self.summary = summary
        self.isWhole = isWhole
    }
}

/// Where the names of one kind come from. To add one, write its file in `Sources` and name it in ``all``.
package struct CompletionSource: Sendable {
    package typealias Find = @Sendable (_ request: CompletionRequest, _ bench: isolated Workbench) async -> [Completion]

    package let kind: CompletionTopic
    let find: Find

    package init(kind: CompletionTopic, find: @escaping Find) {
        self.kind = kind
        self.find = find
    }

    package static let all: [CompletionSource] = [
        .clients, .tokens, .tokenFields, .sessions, .providers, .scopes, .redirectURIs, .clientAuthentications,
        .resources, .headers, .files, .variables, .exchanges, .users, .faults, .preferences, .preferenceValues,
        .aliases, .pluginOperands,
    ]
}

/// What a source may want to know of the line.
package struct CompletionRequest: Sendable {
    /// What is typed of the word.
    let typed: String
    /// The command's full name.
    let command: String
    /// The words before it, after the command's name.
    package var words: [String] = []
    /// The operand that is typed, where it is one.
    var operand: String?
}
