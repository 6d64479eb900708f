internal import Answers
public import Script
internal import ScriptValues

/// Commands, and the vocabulary that they make; `Commands` has the list of them all.
public struct CommandTable: Sendable {
    /// The commands, in the order of the list.
    public let commands: [Command]
    /// What scripts can name with these commands.
    public let vocabulary: Vocabulary
    private let byName: [String: Command]
    /// Where the names come from that operands, options and items complete with.
    package let completions: [CompletionSource]

    /// A table of commands; of two with the same name, the first counts.
    package init(_ commands: [Command], completions: [CompletionSource]) {
        self.commands = commands
        self.completions = completions
        byName = Dictionary(commands.map { ($0.name, $0) }) { first, _ in first }
        vocabulary = Vocabulary(
            commands: commands.map(\.shape), queries: SessionQuery.all.map(\.shape) + ExchangePart.shapes,
            queryCommand: "show",
            filters: Filter.all + [.jwt], reservedNames: Workbench.reservedNames)
    }

    /// The command with a name; nil where there is none.
    public func command(_ name: String) -> Command? { byName[name] }

    /// Where the names of one kind come from.
    package func source(of kind: CompletionTopic) -> CompletionSource? { completions.first { $0.kind == kind } }
}
