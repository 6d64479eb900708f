internal import JSONKit

extension Predicate {
    static let collections: [Predicate] = [
        Predicate(
            "contains", operands: 1...1, operandNames: "VALUE",
            "a string has a part, a list an element, an object a member of this name",
            examples: [
                .init("hello", ["ell"], true), .init([1, 2], [2], true), .init(["a": 1], ["a"], true),
                .init([1, 2], [3], false),
            ]
        ) { subject, operands in
            guard let subject else { return .unfit("there is no value") }
            if let text = subject.string { return Verdict(text.contains(operands[0].plainText)) }
            if let elements = subject.elements { return Verdict(elements.contains(operands[0])) }
            if let members = subject.members { return Verdict(members.contains { $0.name == operands[0].string }) }
            return .unfit("\(subject.kindName) contains nothing")
        },
        Predicate(
            "in", operands: 1...64, operandNames: "VALUE…", "is one of these values, or of the elements of one list",
            examples: [.init(204, [200, 204], true), .init("b", [["a", "b"]], true), .init(500, [200, 204], false)]
        ) { subject, operands in
            guard let subject else { return .fails }
            let choices = operands.count == 1 ? operands[0].elements ?? operands : operands
            if choices.contains(subject) { return .holds }
            guard operands.count == 1, operands[0].string?.hasPrefix("[") == true else { return .fails }
            return .differs("the choice is one text: write the choices one after another, in a b")
        },
        Predicate(
            "covers", operands: 1...1, operandNames: "SCOPE",
            "has every scope token of a text, in whatever order (RFC 6749 §3.3)",
            examples: [
                .init("profile generations", ["generations"], true), .init("profile", ["profile generations"], false),
            ]
        ) { subject, operands in
            guard let granted = subject?.scopeTokens else { return .unfit("there is no scope to compare") }
            guard let asked = operands[0].scopeTokens else { return .unfit("\(operands[0].kindName) is no scope") }
            return Verdict(granted.isSuperset(of: asked))
        },
        Predicate(
            "isEmpty", "a string, list or object has nothing in it",
            examples: [.init("", [], true), .init([], [], true), .init([0], [], false)]
        ) { subject, _ in
            guard let subject else { return .unfit("there is no value") }
            guard let count = subject.count ?? subject.string?.count else {
                return .unfit("\(subject.kindName) is never empty")
            }
            return Verdict(count == 0)
        },
        Predicate(
            "exists", "there is a value, null included",
            examples: [.init(.null, [], true), .init(nil, [], false)]
        ) { subject, _ in Verdict(subject != nil) },
    ]
}

extension JSON {
    /// The tokens of a scope, given as a text or as a list of texts.
    var scopeTokens: Set<String>? {
        if let string { return Set(string.split(separator: " ").map(String.init)) }
        guard let elements else { return nil }
        let tokens = elements.compactMap(\.string)
        return tokens.count == elements.count ? Set(tokens) : nil
    }
}
