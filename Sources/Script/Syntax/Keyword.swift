/// The words that begin a line of the language itself; everything else is a command of the vocabulary.
public enum Keyword: String, Sendable, CaseIterable {
    case step, `try`, `if`, `else`, `for`, retry, define, finally, include, require, end

    /// Whether it opens a block that `end` closes.
    public var opensBlock: Bool {
        switch self {
        case .if, .for, .retry, .define, .finally: true
        case .step, .try, .else, .include, .require, .end: false
        }
    }

    /// How it is written.
    public var usage: String {
        switch self {
        case .step: "step TITLE [--tag NAME]…"
        case .try: "try COMMAND"
        case .if: "if QUERY PREDICATE … end"
        case .else: "else [if QUERY PREDICATE]"
        case .for: "for NAME in WORD… … end"
        case .retry: "retry N [every DURATION] [until QUERY PREDICATE] … end"
        case .define: "define NAME PARAMETER… … end"
        case .finally: "finally … end"
        case .include: "include FILE"
        case .require: "require PLUGIN [VERSIONS]"
        case .end: "end"
        }
    }

    /// One line without a full stop.
    public var summary: String {
        switch self {
        case .step: "a part of a recipe, up to the next step"
        case .try: "a command that may fail"
        case .if: "what runs only where something holds"
        case .else: "what runs where it does not hold"
        case .for: "once for each word, element or row: for row in @users.csv"
        case .retry: "again until it works"
        case .define: "a command of your own; {{PARAMETER}} is its operand"
        case .finally: "what runs at the end in any case, after a failure too"
        case .include: "another script in this place"
        case .require: "a plugin that the script needs"
        case .end: "the end of a block"
        }
    }
}
