internal import JSONKit
internal import ScriptValues

extension CheckRule {
    static let expectations: [CheckRule] = [alwaysTheSame, constantCondition]

    private static let alwaysTheSame = warning("always-same") { survey, context in
        survey.expectations.compactMap { expectation in
            verdict(of: expectation, context).map {
                (
                    "this expectation \($0.holds ? "cannot fail" : "can never hold"): \($0.reason)", expectation.range,
                    $0.fix
                )
            }
        }
    }

    private static let constantCondition = warning("constant-condition") { survey, context in
        survey.conditions.compactMap { condition in
            verdict(of: condition, context).map {
                ("this condition \($0.holds ? "always" : "never") holds: \($0.reason)", condition.range, $0.fix)
            }
        }
    }

    private typealias Verdict = (holds: Bool, reason: String, fix: String)

    /// What comes of it whatever the answer is; nil where that depends on the answer.
    private static func verdict(of expectation: Expectation, _ context: CheckContext) -> Verdict? {
        let found =
            constant(expectation, context) ?? presence(expectation) ?? sameOnBothSides(expectation)
            ?? trivial(expectation)
        return found.map { ($0.holds != expectation.negated, $0.reason, $0.fix) }
    }

    /// Both sides are written in the script.
    private static func constant(_ expectation: Expectation, _ context: CheckContext) -> Verdict? {
        guard case .value(let word) = expectation.query.subject, expectation.query.filters.isEmpty,
            let subject = word.fixedText, let predicate = context.vocabulary.predicate(expectation.predicate)
        else { return nil }
        let operands = expectation.arguments.compactMap(fixedValue)
        guard operands.count == expectation.arguments.count else { return nil }
        let holds = predicate.verdict(of: JSON(subject), operands) == .holds
        return (holds, "both sides are written here", "ask for something of the answer: $.name, status, {{name}}")
    }

    private static func fixedValue(_ word: Word) -> JSON? {
        guard word.kind == .plain, let text = word.fixedText else { return nil }
        return word.bareText == nil ? JSON(text) : (try? JSON(parsing: text)) ?? JSON(text)
    }

    /// `exists` of what always has a value.
    private static func presence(_ expectation: Expectation) -> Verdict? {
        guard expectation.predicate == "exists" else { return nil }
        if let last = expectation.query.filters.last(where: { ["default", "count"].contains($0.name) }) {
            return (true, "\(last.name) always gives a value", "compare it with what it should be")
        }
        guard expectation.query.filters.isEmpty, case .path(let word) = expectation.query.subject,
            let text = word.fixedText, let path = try? JSONPath(text), !path.isSingular
        else { return nil }
        return (
            true, "a path that can find several values finds a list, be it an empty one",
            "write \(text) not isEmpty"
        )
    }

    private static func sameOnBothSides(_ expectation: Expectation) -> Verdict? {
        guard expectation.query.filters.isEmpty, expectation.arguments.count == 1 else { return nil }
        let subject: Word
        switch expectation.query.subject {
        case .path(let word), .value(let word): subject = word
        case .named: return nil
        }
        guard subject.sameText(as: expectation.arguments[0]) else { return nil }
        switch expectation.predicate {
        case "==", "<=", ">=", "startsWith", "endsWith", "in":
            return (true, "it compares a value with itself", "write what it should be")
        case "!=", "<", ">": return (false, "it compares a value with itself", "write what it should be")
        default: return nil
        }
    }

    /// Operands that everything fits.
    private static func trivial(_ expectation: Expectation) -> Verdict? {
        guard let operand = expectation.arguments.first.flatMap(fixedValue), expectation.arguments.count == 1 else {
            return nil
        }
        let isEmptyText =
            operand.string == "" && ["contains", "startsWith", "endsWith", "covers"].contains(expectation.predicate)
        if isEmptyText { return (true, "every text has the empty one in it", "write the text that it should have") }
        if expectation.predicate == "matches", ["", ".*", "^", "$", "^.*$"].contains(operand.string ?? "x") {
            return (true, "every text matches it", "write what the text should look like")
        }
        let isCount =
            expectation.query.filters.last?.name == "count"
            || expectation.query.subject == .named("status", arguments: [])
            || expectation.query.subject == .named("time", arguments: [])
        guard isCount, let number = operand.number else { return nil }
        if expectation.predicate == ">=", number <= 0 { return (true, "it is never less than 0", "write > 0") }
        if expectation.predicate == "<", number <= 0 { return (false, "it is never less than 0", "write == 0") }
        return nil
    }
}

extension Word {
    /// Whether both are the same lone reference, or the same path without references.
    fileprivate func sameText(as other: Word) -> Bool {
        if let one = soleReference, let two = other.soleReference {
            guard let name = one.subject.bareText, one.arguments.isEmpty, two.arguments.isEmpty else { return false }
            return name == two.subject.bareText && one.filters.isEmpty && two.filters.isEmpty
        }
        guard kind == .path, other.kind == .path, let text = fixedText else { return false }
        return text == other.fixedText
    }
}
