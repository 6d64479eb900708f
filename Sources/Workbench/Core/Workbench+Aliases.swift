package import Diagnostics
internal import Script
package import Settings

/// Aliases count at the beginning of what is typed at the prompt, and nowhere else: a recipe must run for everybody.
extension Workbench {
    /// The file of the user's aliases, in the folder of the preferences.
    package var aliasFile: AliasFile { AliasFile(beside: environment.preferences.path, files: environment.files) }

    /// What people type out of habit; an alias of their own comes first.
    private static let habits = ["exit": "quit"]

    /// Whether a name stands for something already, which comes before any alias.
    package func isTaken(_ name: String) -> Bool {
        Keyword(rawValue: name) != nil || definitions[name] != nil || vocabulary.command(name) != nil
            || vocabulary.group(name) != nil
    }

    /// The text with its first word written out, if that is an alias.
    package func expandingAlias(in source: ScriptSource) -> ScriptSource {
        guard case .prompt = source.origin else { return source }
        return source.with(text: expandingAlias(in: source.text))
    }

    /// An alias may begin with another one; each is written out once, so that none goes round in circles.
    package func expandingAlias(in text: String) -> String {
        var text = text
        var seen: Set<String> = []
        while let range = Self.firstWord(of: text) {
            let word = String(text[range])
            guard !isTaken(word), let words = aliasFile.load()[word] ?? Self.habits[word], seen.insert(word).inserted
            else { break }
            text.replaceSubrange(range, with: words)
        }
        return text
    }

    /// A failure about a line that was copied with the prompt before it.
    func explainingPrompt(_ failure: Diagnostic) -> Diagnostic {
        guard failure.code == "unknown-command", failure.source?.origin.isTyped == true,
            let match = failure.place?.lineText.wholeMatch(of: /\s*\S+?(?: \w+)?> +(\S.*)/)
        else { return failure }
        var explained = failure
        explained.advice.insert("what stands before > is a prompt; leave it out: \(match.1)", at: 0)
        return explained
    }

    /// A failure about `|` in a text that was not typed, which may run no program.
    func explainingPipe(_ failure: Diagnostic) -> Diagnostic {
        guard failure.code == "pipe-misplaced", let origin = failure.source?.origin, !origin.isTyped else {
            return failure
        }
        var explained = failure
        let command = if case .standardInput = origin { "keyway" } else { "keyway run" }
        explained.advice.append(
            "\(origin.subject) may not run programs; where | begins one, allow it for this run: \(command) --allow programs"
        )
        return explained
    }

    /// A failure about a name that is an alias where none counts.
    func explainingAlias(_ failure: Diagnostic) -> Diagnostic {
        if failure.source?.origin.isTyped == true,
            let quoting = failure.place.flatMap({ AliasFile.quoting($0.lineText) })
        {
            var explained = failure
            explained.advice.insert(quoting, at: 0)
            return explained
        }
        guard failure.code == "unknown-command", let source = failure.source, let range = failure.range,
            let words = aliasFile.load()[source.text(in: range)]
        else { return failure }
        var explained = failure
        let name = source.text(in: range)
        let circle = aliasFile.circle(name, words: words)?.joined(separator: " → ")
        explained.advice.insert(
            circle.map { "it is an alias of yours that leads back to itself: \($0); forget it: unalias \(name)" }
                ?? "it is an alias of yours, which counts only at the beginning of what is typed at the prompt; write: \(words)",
            at: 0)
        return explained
    }

    /// The first word, behind `try` if that stands before it.
    private static func firstWord(of text: String) -> Range<String.Index>? {
        guard let match = text.prefixMatch(of: /\s*(?:try\s+)?([A-Za-z][A-Za-z0-9_-]*)(?=\s|$)/) else { return nil }
        return match.1.startIndex..<match.1.endIndex
    }
}
