public import Diagnostics

/// Something that a check of a script found.
public struct Finding: Sendable, Equatable {
    /// Whether a finding keeps the script from running.
    public enum Severity: String, Sendable {
        /// The script does not run.
        case error
        /// It runs, but probably not as it was meant.
        case warning
    }

    /// Whether the script runs all the same.
    public var severity: Severity
    /// What was found, with its place in the text.
    public var diagnostic: Diagnostic

    /// A finding with its severity.
    public init(_ severity: Severity, _ diagnostic: Diagnostic) {
        self.severity = severity
        self.diagnostic = diagnostic
    }
}

/// What a check must know that the language does not.
public struct CheckContext: Sendable {
    /// The names that the text may use.
    public var vocabulary: Vocabulary
    /// Where the files and plugins come from that the text names.
    public var library: any ScriptLibrary
    /// Variables that are given from outside.
    public var variables: Set<String> = []
    /// Whether what has this name is secret.
    public var isSecretName: @Sendable (String) -> Bool = { _ in false }
    /// Whether a text is a secret of a known kind.
    public var isKnownSecret: @Sendable (String) -> Bool = { _ in false }

    /// A context without given variables, in which no name and no text is secret.
    public init(vocabulary: Vocabulary, library: any ScriptLibrary) {
        self.vocabulary = vocabulary
        self.library = library
    }
}

extension Script {
    /// Everything that is wrong with a text, or probably not meant, without running it.
    public static func check(_ source: ScriptSource, _ context: CheckContext) -> [Finding] {
        do throws(ScriptRejection) {
            let script = try parse(source, vocabulary: context.vocabulary, library: context.library)
            let survey = ScriptSurvey(script)
            let findings = CheckRule.all.flatMap { $0.check(script, survey, context) }
            return findings.sorted { ($0.diagnostic.range?.lowerBound ?? 0) < ($1.diagnostic.range?.lowerBound ?? 0) }
        } catch {
            return error.diagnostics.map { Finding(.error, $0) }
        }
    }
}
