package import Answers
package import Diagnostics
public import Script

/// A command: everything that is to be known of it, in one value.
public struct Command: Sendable {
    /// What a command fails with.
    package typealias Failure = Diagnostic
    /// Runs a call of the command and gives what it answers.
    package typealias Run =
        @Sendable (_ call: CommandContext, _ bench: isolated Workbench) async throws(Failure) -> Answer

    /// What can be written behind the command's name.
    public internal(set) var shape: CommandShape
    /// The heading under which `help` lists the command.
    public let group: Group
    /// One line without a full stop.
    public let summary: String
    /// What else is to be known, in paragraphs.
    public let details: String
    /// What it is and does, for everything that happens around it.
    package let traits: CommandTraits
    /// Lines that can be typed; the tests parse them all.
    public let examples: [String]
    /// Runs a call of the command.
    package let run: Run

    /// The headings under which `help` lists the commands.
    public enum Group: String, Sendable, CaseIterable {
        case provider = "Providers and clients"
        case flow = "The flow"
        case token = "Tokens"
        case http = "Calls"
        case look = "Looking and checking"
        case session = "Session"
        case sandbox = "Sandbox"
        case plugin = "Plugins"
        case prompt = "Prompt"
    }

    /// A command; see the properties for the form of each value.
    ///
    /// - Parameter endsScript: whether a script ends with the command, as with `quit`.
    package init(
        _ name: String, _ group: Group, _ summary: String, operands: [OperandShape] = [], options: [OptionShape] = [],
        takesItems: Bool = false, items: [ItemShape] = [], setsVariables: Bool = false, endsScript: Bool = false,
        details: String = "", traits: CommandTraits, examples: [String], run: @escaping Run
    ) {
        shape = CommandShape(
            name: name, operands: operands, options: options, takesItems: takesItems, items: items,
            setsVariables: setsVariables,
            endsScript: endsScript)
        self.group = group
        self.summary = summary
        self.details = details
        self.traits = traits
        self.examples = examples
        self.run = run
    }

    /// The words that call the command, with a space between them: `token use`.
    public var name: String { shape.name }

    /// How it is written: `token use NUMBER`.
    public var usage: String {
        let operands = shape.operands.map { operand in
            let word = operand.kind == .words ? "\(operand.name)…" : operand.name
            return operand.isRequired ? word : "[\(word)]"
        }
        let options = shape.options.isEmpty ? [] : ["[--options]"]
        return ([name] + operands + (shape.takesItems ? ["[ITEM…]"] : []) + options).joined(separator: " ")
    }
}
