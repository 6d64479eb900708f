/// A parsed script, every name in it looked up.
public struct Script: Sendable, Equatable {
    public let source: ScriptSource
    public let statements: [Statement]
}

public indirect enum Statement: Sendable, Equatable {
    case call(CommandCall)
    /// `try CMD`: the command may fail.
    case attempt(CommandCall)
    case step(Step)
}

/// `step "title"` and what runs to the next one.
public struct Step: Sendable, Equatable {
    public var title: Word
    public var body: [Statement]
    public var range: Range<Int>
}

/// A command of the vocabulary with what was given to it.
public struct CommandCall: Sendable, Equatable {
    /// The full name, `client create`.
    public var name: String
    public var operands: [OperandSyntax]
    public var options: [OptionSyntax]
    public var items: [ItemSyntax]
    public var range: Range<Int>
}

public enum OperandSyntax: Sendable, Equatable {
    case word(Word)
    case query(Query)
    case expectation(Expectation)
}

public struct OptionSyntax: Sendable, Equatable {
    public var name: String
    /// Nil for a switch.
    public var value: Word?
    public var range: Range<Int>
}
