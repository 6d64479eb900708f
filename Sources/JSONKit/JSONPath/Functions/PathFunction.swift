/// A function extension (RFC 9535 §2.4): what it takes, what it gives and how.
///
/// To add one, write it in a file of its own and name it in ``all``.
final class PathFunction: Sendable {
    /// The types of §2.4.1.
    enum Parameter: Sendable {
        case value, condition, nodes
    }

    enum Result: Sendable {
        case value, condition
    }

    let name: String
    /// How it is written, for help.
    let usage: String
    let parameters: [Parameter]
    let result: Result
    let evaluate: @Sendable (_ arguments: [PathOperand], _ patterns: PatternCache) -> PathOperand

    init(
        name: String, usage: String, parameters: [Parameter], result: Result,
        evaluate: @escaping @Sendable ([PathOperand], PatternCache) -> PathOperand
    ) {
        self.name = name
        self.usage = usage
        self.parameters = parameters
        self.result = result
        self.evaluate = evaluate
    }

    static let all: [PathFunction] = [.length, .count, .match, .search, .value]

    static func named(_ name: String) -> PathFunction? { all.first { $0.name == name } }
}

/// A value while a filter is evaluated.
enum PathOperand {
    /// The absence of a value, which is not null.
    case nothing
    /// A value in the document.
    case node(RawJSON)
    /// A value from the query or a function.
    case made(JSON)
    case condition(Bool)
    case nodes([RawJSON])

    var value: RawJSON? {
        switch self {
        case .node(let value): value
        case .made(let value): value.pointer
        case .nothing, .condition, .nodes: nil
        }
    }

    var isTrue: Bool {
        if case .condition(true) = self { true } else { false }
    }
}
