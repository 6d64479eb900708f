package import Answers
package import Diagnostics
package import JSONKit
internal import Redaction
internal import Session

extension Workbench {
    /// Saves a variable; the name must be one that `{{…}}` can name.
    ///
    /// - Parameter isTyped: whether the value was written by hand, so that one that looks random is taken for a key.
    package func keep(_ name: String, _ value: JSON, isSecret: Bool, isTyped: Bool = false) throws(Diagnostic) -> Answer
    {
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
