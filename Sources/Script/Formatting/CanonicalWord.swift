internal import Diagnostics

extension ScriptSource {
    /// A word as it stands here, its references in their canonical form.
    func canonical(_ word: Word) -> String {
        var text = ""
        var position = word.range.lowerBound
        for case .reference(let reference) in word.pieces {
            text += self.text(in: position..<reference.range.lowerBound) + canonical(reference)
            position = reference.range.upperBound
        }
        return text + self.text(in: position..<word.range.upperBound)
    }

    /// `{{name argument | filter operand}}`; a blank keeps braces of its own apart.
    private func canonical(_ reference: Reference) -> String {
        let subject = ([reference.subject] + reference.arguments).map(canonical).joined(separator: " ")
        let filters = reference.filters.map { call in
            let words = call.name == "$" ? [] : [call.name]
            return " | " + (words + call.arguments.map(canonical)).joined(separator: " ")
        }
        let inside = subject + filters.joined()
        return "{{" + (inside.hasPrefix("{") ? " " : "") + inside + (inside.hasSuffix("}") ? " " : "") + "}}"
    }
}
