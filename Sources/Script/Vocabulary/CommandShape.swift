/// What a command takes: all that the parser needs to know of it.
public struct CommandShape: Sendable, Equatable {
    /// One or two words.
    public var name: String
    /// The operands in the order in which they are written.
    public var operands: [OperandShape]
    /// The options that the command takes.
    public var options: [OptionShape]
    /// Whether `name=value` and the other items are taken.
    public var takesItems: Bool
    /// The items that fit it best.
    public var items: [ItemShape]
    /// Whether an operand may be given by its name, `scope=profile`.
    public var namesOperands: Bool
    /// Whether its first operand, and the name of each item, becomes a variable.
    public var setsVariables: Bool
    /// Whether nothing runs after it.
    public var endsScript: Bool

    /// A shape, by default of a command that takes nothing.
    public init(
        name: String, operands: [OperandShape] = [], options: [OptionShape] = [], takesItems: Bool = false,
        items: [ItemShape] = [], namesOperands: Bool = false, setsVariables: Bool = false, endsScript: Bool = false
    ) {
        self.setsVariables = setsVariables
        self.endsScript = endsScript
        self.name = name
        self.operands = operands
        self.options = options
        self.takesItems = takesItems
        self.items = items
        self.namesOperands = namesOperands
    }
}

extension CommandShape {
    /// Whether what is typed after it may be a secret, so that no message repeats it.
    var takesSecrets: Bool {
        setsVariables || options.contains { $0.completes == .secret } || items.contains { $0.completes == .secret }
            || operands.contains { $0.completes == .secret }
    }
}

/// One operand, as a place in the command line.
public struct OperandShape: Sendable, Equatable {
    /// What can stand in an operand's place.
    public enum Kind: Sendable, Equatable {
        /// One word.
        case word
        /// All words that are left.
        case words
        /// The word given here and no other.
        case mark
        /// A query with its filters, to the end of the line.
        case query
        /// A query and a predicate, to the end of the line.
        case expectation
        /// A query, `$` where none is given, and the shape that its answer must have, to the end of the line.
        case comparison
    }

    /// What help calls the operand: `FILE`; for a mark, the word itself.
    public var name: String
    /// What can stand in the operand's place.
    public var kind: Kind
    /// Whether a call without the operand is refused.
    public var isRequired: Bool
    /// What the operand is, in a few words; empty where its name says enough.
    public var summary: String
    /// What it names; nil for a text of the user's own.
    public var completes: CompletionTopic?

    /// An operand, by default one word that must be there.
    public init(
        _ name: String, _ kind: Kind = .word, required: Bool = true, _ summary: String = "",
        completes: CompletionTopic? = nil
    ) {
        self.name = name
        self.kind = kind
        self.isRequired = required
        self.summary = summary
        self.completes = completes
    }
}

/// `--name` or `--name VALUE`.
public struct OptionShape: Sendable, Equatable {
    /// The name without `--`.
    public var name: String
    /// What the value is called in help; nil for a switch.
    public var value: String?
    /// What the option does, in a few words without a full stop.
    public var summary: String
    /// What its value names.
    public var completes: CompletionTopic?
    /// What the origin of a text must be allowed, for the option to be used in it.
    public var needs: Permission?

    /// An option; `value` is nil for a switch.
    public init(
        _ name: String, value: String? = nil, _ summary: String, completes: CompletionTopic? = nil,
        needs: Permission? = nil
    ) {
        self.name = name
        self.value = value
        self.summary = summary
        self.completes = completes
        self.needs = needs
    }
}

/// A named query, such as `status` or `header NAME`.
public struct QueryShape: Sendable, Equatable {
    /// The word by which scripts name the query.
    public var name: String
    /// What its operands are called.
    public var operands: [String]
    /// What the query finds, in a few words without a full stop.
    public var summary: String
    /// What its operand names.
    public var completes: CompletionTopic?

    /// A query, by default without operands.
    public init(_ name: String, operands: [String] = [], _ summary: String, completes: CompletionTopic? = nil) {
        self.name = name
        self.operands = operands
        self.summary = summary
        self.completes = completes
    }
}
