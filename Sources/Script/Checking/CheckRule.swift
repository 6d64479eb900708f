internal import Diagnostics

/// Something that a check looks for. To add one, write a value in a file of this folder and name it in ``all``.
struct CheckRule: Sendable {
    /// The code of its findings.
    let code: String
    let check: @Sendable (Script, ScriptSurvey, CheckContext) -> [Finding]

    static let all: [CheckRule] = names + expectations + [writtenSecrets, literalReference, missingData]

    /// A rule whose findings are warnings.
    static func warning(
        _ code: String,
        _ find:
            @escaping @Sendable (ScriptSurvey, CheckContext) -> [(message: String, range: Range<Int>, advice: String)]
    ) -> CheckRule {
        CheckRule(code: code) { script, survey, context in
            var survey = survey
            survey.nameVariables(script, context.vocabulary)
            return find(survey, context).map { found in
                Finding(
                    .warning,
                    Diagnostic(
                        .syntax, code, found.message, source: script.source, range: found.range, advice: [found.advice])
                )
            }
        }
    }
}
