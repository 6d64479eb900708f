public import JSONKit

/// A step after `|` that makes one value of another.
///
/// To add one, write a value in a file of this folder's lists.
public struct Filter: Sendable {
    /// The word behind `|` that names the filter.
    public let name: String
    /// What its operands are called; those after the first ``requiredOperands`` may be left out.
    public let operands: [String]
    /// How many of the operands must be there.
    public let requiredOperands: Int
    /// What the filter makes of a value, in a few words without a full stop.
    public let summary: String
    /// Cases that the tests run, at least one.
    public let examples: [Example]
    let transform: @Sendable (_ value: JSON?, _ operands: [JSON]) throws(FilterError) -> JSON?

    /// A case that the tests run.
    public struct Example: Sendable {
        /// The value before the filter; nil for nothing, which is not null.
        public let value: JSON?
        /// The operands of the case.
        public let operands: [JSON]
        /// What the filter makes of the value; nil for nothing.
        public let result: JSON?

        /// A case; nil stands for nothing, which is not null.
        public init(_ value: JSON?, _ operands: [JSON] = [], _ result: JSON?) {
            self.value = value
            self.operands = operands
            self.result = result
        }
    }

    /// A filter on a value that is there.
    public init(
        _ name: String, operands: [String] = [], required: Int? = nil, _ summary: String, examples: [Example],
        _ transform: @escaping @Sendable (JSON, [JSON]) throws(FilterError) -> JSON?
    ) {
        self.init(name, operands: operands, required: required, summary, examples: examples) {
            (value: JSON?, operands) throws(FilterError) in
            guard let value else { throw FilterError("there is no value") }
            return try transform(value, operands)
        }
    }

    /// A filter that also takes nothing.
    package init(
        _ name: String, operands: [String] = [], required: Int? = nil, _ summary: String, examples: [Example],
        orNothing transform: @escaping @Sendable (JSON?, [JSON]) throws(FilterError) -> JSON?
    ) {
        self.name = name
        self.operands = operands
        self.requiredOperands = required ?? operands.count
        self.summary = summary
        self.examples = examples
        self.transform = transform
    }

    /// What the filter makes of a value; nil is nothing, which is not null.
    ///
    /// - Throws: where the filter cannot work on the value or the operands.
    public func callAsFunction(_ value: JSON?, _ operands: [JSON] = []) throws(FilterError) -> JSON? {
        try transform(value, operands)
    }

    /// How the filter is written, with the operands that may be left out in brackets.
    public var usage: String {
        let words = operands.enumerated().map { $0.offset < requiredOperands ? $0.element : "[\($0.element)]" }
        return ([name] + words).joined(separator: " ")
    }

    /// Every filter of the language itself.
    public static let all: [Filter] = [defaultValue] + collections + aggregates + texts + patterns + encodings + numbers
}

/// Why a filter cannot work on what it was given.
public struct FilterError: Error, Sendable, Equatable {
    /// What is wrong with the value or an operand, as a clause without a full stop.
    public let message: String

    /// An error with a clause that says what is wrong.
    public init(_ message: String) { self.message = message }
}

extension JSON {
    /// The text of a string, for filters on texts.
    func requireText() throws(FilterError) -> String {
        guard let string else { throw FilterError("it works on a string, and this is \(kindName)") }
        return string
    }

    func requireElements() throws(FilterError) -> [JSON] {
        guard let elements else { throw FilterError("it works on a list, and this is \(kindName)") }
        return elements
    }
}
