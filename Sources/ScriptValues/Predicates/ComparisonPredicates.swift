internal import JSONKit

extension Predicate {
    static let comparisons: [Predicate] = [
        Predicate(
            "==", operands: 1...1, operandNames: "VALUE", "is equal: numbers by value, objects whatever their order",
            examples: [.init(201, [201.0], true), .init("201", [201], false), .init(nil, [.null], false)]
        ) { equality($0, $1[0]) },
        Predicate(
            "!=", operands: 1...1, operandNames: "VALUE", "is not equal",
            examples: [.init(200, [201], true), .init("a", ["a"], false)]
        ) { subject, operands in
            equality(subject, operands[0]) == .holds ? .fails : .holds
        },
        ordering("<", "is less: numbers by value, strings by character", example: (1, 2)) {
            $0 < $1
        } text: {
            $0 < $1
        },
        ordering("<=", "is less or equal", example: (2, 2)) {
            $0 <= $1
        } text: {
            $0 <= $1
        },
        ordering(">", "is greater", example: (3, 2)) {
            $0 > $1
        } text: {
            $0 > $1
        },
        ordering(">=", "is greater or equal", example: (2, 2)) {
            $0 >= $1
        } text: {
            $0 >= $1
        },
    ]

    private static func equality(_ subject: JSON?, _ operand: JSON) -> Verdict {
        guard let subject else { return .fails }
        if subject == operand { return .holds }
        if let text = subject.string, operand.number != nil, text == operand.text() {
            return .differs("the value is a string, not a number: put the expected value in quotes")
        }
        if let text = operand.string, subject.number != nil, subject.text() == text {
            return .differs("the value is a number, not a string: take the quotes off the expected value")
        }
        return .fails
    }

    private static func ordering(
        _ name: String, _ summary: String, example: (JSON, JSON),
        number: @escaping @Sendable (Double, Double) -> Bool, text: @escaping @Sendable (String, String) -> Bool
    ) -> Predicate {
        Predicate(
            name, operands: 1...1, operandNames: "VALUE", summary, examples: [.init(example.0, [example.1], true)]
        ) { subject, operands in
            guard let subject else { return .unfit("there is no value to compare") }
            if let one = subject.number, let other = operands[0].number { return Verdict(number(one, other)) }
            if let one = subject.string, let other = operands[0].string { return Verdict(text(one, other)) }
            return .unfit("\(subject.kindName) and \(operands[0].kindName) have no order")
        }
    }
}
