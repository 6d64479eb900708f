internal import JSONKit

extension Predicate {
    /// The predicates that work on strings.
    package static let texts: [Predicate] = [
        text("startsWith", "begins with a text", examples: [.init("secret_x", ["secret_"], true)]) { $0.hasPrefix($1) },
        text("endsWith", "ends with a text", examples: [.init("photo.png", [".png"], true)]) { $0.hasSuffix($1) },
        Predicate(
            "matches", operands: 1...1, operandNames: "REGEX", "has a match of a regular expression",
            examples: [.init("client_42", ["^client_[0-9]+$"], true), .init("x", ["^y"], false)]
        ) { subject, operands in
            guard let text = subject?.string else { return .unfit(notText(subject)) }
            guard let regex = try? Regex(operands[0].plainText) else {
                return .unfit("the regular expression does not parse: \(operands[0].plainText.shortened)")
            }
            return Verdict(text.contains(regex))
        },
    ]

    private static func text(
        _ name: String, _ summary: String, examples: [Example], _ holds: @escaping @Sendable (String, String) -> Bool
    ) -> Predicate {
        Predicate(name, operands: 1...1, operandNames: "TEXT", summary, examples: examples) { subject, operands in
            guard let text = subject?.string else { return .unfit(notText(subject)) }
            return Verdict(holds(text, operands[0].plainText))
        }
    }

    private static func notText(_ subject: JSON?) -> String {
        subject.map { "the value is \($0.kindName), not a string" } ?? "there is no value"
    }
}
