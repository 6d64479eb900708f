public import HTTPMessage

/// What happened in one `keyway run`: collected once, and read by every report. It holds no secret.
public struct RunReport: Sendable, Equatable {
    /// Milliseconds since 1970.
    public var startedAt: Int64
    /// Milliseconds.
    public var duration: Int64
    /// The runs of the recipes, in the order in which they were given.
    public var recipes: [RecipeReport]
    /// Keyway's version.
    public var version: String

    /// A report; the times are in milliseconds.
    public init(startedAt: Int64, duration: Int64, recipes: [RecipeReport], version: String) {
        self.startedAt = startedAt
        self.duration = duration
        self.recipes = recipes
        self.version = version
    }
}

/// One recipe's run.
public struct RecipeReport: Sendable, Equatable {
    /// The file as it was given, with its number where it ran more than once.
    public var name: String
    /// How the run ended.
    public var outcome: RunOutcome
    /// Milliseconds since 1970.
    public var startedAt: Int64
    /// Milliseconds.
    public var duration: Int64
    /// The steps that ran, with the lines before the first one.
    public var steps: [StepReport]

    /// A recipe's run, by default one that passed without a step.
    public init(
        name: String, outcome: RunOutcome = .passed, startedAt: Int64, duration: Int64 = 0, steps: [StepReport] = []
    ) {
        self.name = name
        self.outcome = outcome
        self.startedAt = startedAt
        self.duration = duration
        self.steps = steps
    }
}

/// How a recipe, a step or a command ended.
public enum RunOutcome: String, Sendable {
    case passed
    /// An expectation did not hold.
    case failed
    /// Something could not be run.
    case error
    case skipped
}

/// A step, or the lines before the first one.
public struct StepReport: Sendable, Equatable {
    /// Nil for the lines before the first step.
    public var title: String?
    /// Milliseconds since 1970.
    public var startedAt: Int64
    /// Milliseconds.
    public var duration: Int64
    /// The commands that ran in the step, in order.
    public var commands: [CommandReport]

    /// A step without a command, unless some are given; the times are in milliseconds.
    public init(title: String?, startedAt: Int64, duration: Int64 = 0, commands: [CommandReport] = []) {
        self.title = title
        self.startedAt = startedAt
        self.duration = duration
        self.commands = commands
    }
}

/// A command as it ran.
public struct CommandReport: Sendable, Equatable {
    /// The full name, `client create`.
    public var name: String
    /// Its lines in the recipe.
    public var text: String
    /// Counted from 1.
    public var line: Int
    /// Milliseconds.
    public var duration: Int64
    /// The exchanges that the command made, in order.
    public var exchanges: [ExchangeReport]
    /// Why the command failed; nil where it did not.
    public var failure: FailureReport?
    /// Whether it stood behind `try`, so that its failure is none of the recipe.
    public var mayFail: Bool
    /// Whether it says what must hold, and counts as an expectation where it does not fail.
    public var isExpectation: Bool

    /// A command, by default one that did not fail; `duration` is in milliseconds.
    public init(
        name: String, text: String, line: Int, duration: Int64 = 0, exchanges: [ExchangeReport] = [],
        failure: FailureReport? = nil, mayFail: Bool = false, isExpectation: Bool = false
    ) {
        self.name = name
        self.text = text
        self.line = line
        self.duration = duration
        self.exchanges = exchanges
        self.failure = failure
        self.mayFail = mayFail
        self.isExpectation = isExpectation
    }
}

/// An exchange of a command, with every secret in it hidden.
public struct ExchangeReport: Sendable, Equatable {
    /// The number of the exchange in the session.
    public var number: Int64
    /// `token`, `resource`, `browser` and so on.
    public var purpose: String
    /// The request and what came back, with the secrets hidden.
    public var exchange: HTTPExchange

    /// An exchange whose secrets are hidden already.
    public init(number: Int64, purpose: String, exchange: HTTPExchange) {
        self.number = number
        self.purpose = purpose
        self.exchange = exchange
    }
}

/// A failure in its four parts.
public struct FailureReport: Sendable, Equatable {
    /// `expectation`, `execution`, `syntax`, `usage` or `interrupted`.
    public var kind: String
    /// A stable name, such as `insufficient_scope`.
    public var code: String
    /// What went wrong, in a sentence without a full stop.
    public var message: String
    /// `recipes/serika.keyway:12:3`, and the line itself.
    public var place: String?
    /// The line of the recipe at ``place``; nil where the failure has no place.
    public var sourceLine: String?
    /// What to mark in that line: the first column, counted from 1, and the number of characters.
    public var column = 1
    /// The number of characters to mark; 0 for none.
    public var length = 0
    /// What was found; nil where nothing was compared.
    public var found: String?
    /// What was expected; nil where nothing was compared.
    public var expected: String?
    /// Where an answer differs from the shape that it was to have.
    public var differences: [DifferenceReport] = []
    /// What to try next, one line each; empty where nothing is known to help.
    public var advice: [String]
    /// What `why` says of it; nil where nothing is known.
    public var cause: CauseReport?

    /// A failure without marks in its line, differences or a cause, which are set afterwards.
    public init(
        kind: String, code: String, message: String, place: String? = nil, sourceLine: String? = nil,
        found: String? = nil, expected: String? = nil, advice: [String] = []
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.place = place
        self.sourceLine = sourceLine
        self.found = found
        self.expected = expected
        self.advice = advice
    }
}

/// One place where an answer is not what it was to be.
public struct DifferenceReport: Sendable, Equatable {
    /// A JSONPath.
    public var path: String
    /// What the answer has there, as it is shown.
    public var found: String
    /// What the shape asks for there, as it is shown.
    public var expected: String

    /// A difference at a JSONPath.
    public init(path: String, found: String, expected: String) {
        self.path = path
        self.found = found
        self.expected = expected
    }

    /// `$['id']: found "x", expected #number`.
    var text: String { "\(path): found \(found), expected \(expected)" }
}
