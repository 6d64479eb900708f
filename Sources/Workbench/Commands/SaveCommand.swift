internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import Redaction
internal import Script
internal import Session

enum SaveCommand {
    static let command = Command(
        "save", .look, "keep what a query finds as a variable",
        operands: [
            OperandShape("NAME", .word, "the variable's name", completes: .variable), OperandShape("=", .mark),
            OperandShape("QUERY", .query, "what to keep"),
        ],
        options: [OptionShape("secret", "never show the value")], setsVariables: true,
        details: "With --secret the value is hidden everywhere from then on: in answers, lists, reports and failures.",
        traits: CommandTraits(
            effect: .changesSession, runBy: .everyone, needs: nil,
            recipe: .kept(needs: [], makes: [.variables], renews: false), locked: .refused, failure: .judged,
            dry: .skipped(standIn: DryStandIns.variable), comparesSecrets: false, shown: .atPrompt),
        examples: [
            "save user = $.username", "save reply = $.choices[0].message.content",
            "save --secret key = $.clientSecret",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard call.operands.count == 2, case .query(let query) = call.operands[1] else { return .nothing }
        let name = call.text(0) ?? ""
        let evaluator = call.evaluator(on: bench)
        guard let value = try await evaluator.answer(query) else {
            throw Diagnostic(
                .execution, "nothing-to-save", "nothing was found to save as \(name)", source: call.source,
                range: query.range, advice: ["`show` shows the whole answer"])
        }
        return try bench.keep(name, value, isSecret: call.has("secret"))
    }
}

extension Workbench {
    /// Saves a variable; the name must be one that `{{…}}` can name.
    ///
    /// - Parameter isTyped: whether the value was written by hand, so that one that looks random is taken for a key.
    func keep(_ name: String, _ value: JSON, isSecret: Bool, isTyped: Bool = false) throws(Diagnostic) -> Answer {
        guard name.isVariableName, ValueGroup.named(name) == nil, ValueFunction.named(name) == nil else {
            throw Diagnostic(
                .usage, "variable-name", "a variable cannot be called \(name)",
                expected: "a letter, then letters, digits, _ or -, and no name that Keyway uses itself")
        }
        let reason = isSecret ? nil : SecretReason(name: name, value: value, isTyped: isTyped)
        let hidden = isSecret || reason != nil
        try store().save(
            SessionVariable(name: name, value: value, isSecret: hidden), isMarked: isSecret, at: environment.clock())
        savedHere.insert(name)
        if hidden {
            try hide(value.secretTexts, isSecret ? .marked : .given)
        } else {
            let text = value.plainText
            let inside = SecretFinder.secrets(inVariable: value) + secretsOfHere { text.contains($0) }
            try store().saveSecrets(inside, at: environment.clock())
            try hide(inside.map(\.value))
        }
        let note = reason.map { " (\($0.text); `vars --reveal` shows it)" } ?? ""
        return .note("\(name) = \(value.text().prefix(300))\(note)", JSON(members: [(name, value)]))
    }
}

extension String {
    /// A letter or `_`, then letters, digits, `_` and `-`, all of ASCII.
    fileprivate var isVariableName: Bool {
        guard let first, first == "_" || first.isLetter else { return false }
        return allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }
}
