public import JSONKit

/// What an expectation can say of a value.
///
/// To add one, write a value in a file of this folder and name it in ``all``.
public struct Predicate: Sendable {
    /// The word by which expectations name the predicate.
    public let name: String
    /// How many operands follow it.
    public let operands: ClosedRange<Int>
    /// How the operands are written, `VALUE` say.
    public let operandNames: String
    /// What the predicate says of a value, as the rest of a sentence: `is a string`.
    public let summary: String
    /// Cases that the tests run, at least one.
    public let examples: [Example]
    /// Decides whether the predicate holds of a subject; nil is nothing, which is not null.
    package let verdict: @Sendable (_ subject: JSON?, _ operands: [JSON]) -> Verdict

    /// Whether a predicate holds, and why not.
    public enum Verdict: Sendable, Equatable {
        case holds
        case fails
        /// Does not hold, for a reason worth telling.
        case differs(String)
        /// Holds neither this way nor negated, because the values are not of a kind that can be compared.
        case unfit(String)

        init(_ holds: Bool) { self = holds ? .holds : .fails }
    }

    /// A case that the tests run.
    public struct Example: Sendable {
        /// The value that is asked about; nil for nothing, which is not null.
        public let subject: JSON?
        /// The operands of the case.
        public let operands: [JSON]
        /// Whether the predicate holds in the case.
        public let holds: Bool

        init(_ subject: JSON?, _ operands: [JSON] = [], _ holds: Bool) {
            self.subject = subject
            self.operands = operands
            self.holds = holds
        }
    }

    /// A predicate, by default without operands.
    package init(
        _ name: String, operands: ClosedRange<Int> = 0...0, operandNames: String = "", _ summary: String,
        examples: [Example], verdict: @escaping @Sendable (JSON?, [JSON]) -> Verdict
    ) {
        self.name = name
        self.operands = operands
        self.operandNames = operandNames
        self.summary = summary
        self.examples = examples
        self.verdict = verdict
    }

    /// How the predicate is written, with its operands.
    public var usage: String { operandNames.isEmpty ? name : "\(name) \(operandNames)" }

    /// Whether it holds of a value; `nil` stands for nothing, which is not `null`.
    public func verdict(of subject: JSON?, _ operands: [JSON] = [], negated: Bool = false) -> Verdict {
        switch (verdict(subject, operands), negated) {
        case (.holds, true): .fails
        case (.fails, true), (.differs, true): .holds
        case (let verdict, _): verdict
        }
    }

    /// Every predicate, in the order of the reference.
    public static let all: [Predicate] = comparisons + texts + collections + kinds + formats
}

extension JSON {
    /// The kind in words that a person would use.
    package var kindName: String {
        switch kind {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer, .real: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
