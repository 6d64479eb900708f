public import Diagnostics

/// A parsed script, every name in it looked up.
public struct Script: Sendable, Equatable {
    /// The text that was parsed.
    public let source: ScriptSource
    /// The statements in the order written.
    public let statements: [Statement]
    /// The commands that it may use beside the vocabulary's: its own, those of the files it includes, and those it was
    /// given.
    public let definitions: [String: Definition]
}

/// One statement of a script: a command, or a block with what stands in it.
public indirect enum Statement: Sendable, Equatable {
    case call(CommandCall)
    /// `try CMD`: the command may fail.
    case attempt(CommandCall)
    case step(Step)
    case condition(Condition)
    case loop(Loop)
    case retry(Retry)
    case definition(Definition)
    case cleanUp(CleanUp)
    case inclusion(Inclusion)
    case requirement(Requirement)

    /// Where its first line stands.
    public var range: Range<Int> {
        switch self {
        case .call(let call), .attempt(let call): call.range
        case .step(let step): step.range
        case .condition(let condition): condition.range
        case .loop(let loop): loop.range
        case .retry(let retry): retry.range
        case .definition(let definition): definition.range
        case .cleanUp(let cleanUp): cleanUp.range
        case .inclusion(let inclusion): inclusion.range
        case .requirement(let requirement): requirement.range
        }
    }
}

/// `step "title" [--tag NAME]…` and what runs to the next one, to a `define` or `finally`, or to the end of
/// the block it stands in.
public struct Step: Sendable, Equatable {
    /// The title, as the one word that was written.
    public var title: Word
    /// The names by which steps are chosen to run.
    public var tags: [String]
    /// The statements of the step.
    public var body: [Statement]
    /// Where the line with the title stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}

/// A command of the vocabulary with what was given to it.
public struct CommandCall: Sendable, Equatable {
    /// The full name, `client create`.
    public var name: String
    /// The operands in the order written.
    public var operands: [OperandSyntax]
    /// The options in the order written.
    public var options: [OptionSyntax]
    /// The items in the order written.
    public var items: [ItemSyntax]
    /// Where the call stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
    /// Where the answer goes; nil for the screen.
    public var output: OutputSyntax?
}

/// An operand before its words are evaluated.
public enum OperandSyntax: Sendable, Equatable {
    case word(Word)
    case query(Query)
    case expectation(Expectation)
    case comparison(ShapeComparison)
}

/// An option before its value is evaluated.
public struct OptionSyntax: Sendable, Equatable {
    /// The name without `--`.
    public var name: String
    /// Nil for a switch.
    public var value: Word?
    /// Where the option stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}
