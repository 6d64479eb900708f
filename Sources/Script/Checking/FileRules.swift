internal import Diagnostics
internal import ScriptValues

extension CheckRule {
    /// A secret in the text, which goes where the file goes.
    static let writtenSecrets = warning("written-secret") { survey, context in
        survey.mentions.compactMap { mention in
            guard let text = mention.word.fixedText else { return nil }
            let value = text.split(separator: " ").last.map(String.init) ?? text
            let isNamed = mention.name.map(context.isSecretName) == true && value.looksRandom
            guard isNamed || context.isKnownSecret(text) else { return nil }
            let variable = (mention.name ?? "secret").uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
            return (
                "a secret is written here, and goes wherever this file goes", mention.word.range,
                "take it from the environment: {{env.\(String(variable))}}"
            )
        }
    }

    /// `{{…}}` in single quotes, where it is text.
    static let literalReference = CheckRule(code: "literal-reference") { script, survey, _ in
        survey.mentions.compactMap { mention in
            let written = script.source.text(in: mention.word.range)
            guard written.hasPrefix("'"), let text = mention.word.fixedText,
                let found = text.firstMatch(of: /\{\{\s*[A-Za-z_][A-Za-z0-9_.]*\s*(\||\}\})/)
            else { return nil }
            return Finding(
                .warning,
                Diagnostic(
                    .syntax, "literal-reference", "\(found.0)… is text here: nothing is looked up in '…'",
                    source: script.source, range: mention.word.range,
                    advice: [#"use "…" or """ to have it looked up"#]))
        }
    }

    /// A data file that cannot be read, or has mistakes in it.
    static let missingData = CheckRule(code: "data-file") { script, survey, context in
        survey.files.compactMap { word in
            guard let name = word.fixedText else { return nil }
            do throws(Diagnostic) {
                let path = script.source.path(of: name)
                _ = try DataFile.rows(of: try context.library.text(ofFile: path), path: path)
                return nil
            } catch {
                return Finding(.error, error.placed(in: script.source, at: word.range))
            }
        }
    }
}

extension String {
    /// Long enough, and with both letters and digits: not a placeholder such as `wrong`.
    fileprivate var looksRandom: Bool {
        utf8.count >= 8 && contains(where: \.isNumber) && contains(where: \.isLetter)
    }
}
