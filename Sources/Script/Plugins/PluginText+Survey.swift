public import Diagnostics

/// What the parts of a script plugin do, for those who know what each command is for.
extension PluginText {
    /// A hook, or a command.
    public struct Part: Sendable {
        /// Of the hook; nil for a command.
        public let hook: String?
        /// Of the command; nil for a hook.
        public let command: String?
        /// The text of the hook or command, where its ranges belong.
        public let source: ScriptSource
        /// Of its first line.
        public let range: Range<Int>
        /// The calls in the part, those in its blocks too.
        public let calls: [CommandCall]
        /// The values that it looks up, without its own parameters and loop variables.
        public let uses: [(name: String, range: Range<Int>)]
        /// Whether nothing is in it.
        public let isEmpty: Bool
    }

    /// The hooks, then the commands that the plugin's own text defines.
    public var parts: [Part] {
        let ofHooks = hooks.map { hook in
            Part(hook: hook.kind, command: nil, hook.script, range: hook.range)
        }
        let ofCommands = ownCommands.filter { $0.source == commands.source }.map { definition in
            Part(
                hook: nil, command: definition.name,
                Script(source: definition.source, statements: [.definition(definition)], definitions: [:]),
                range: definition.range)
        }
        return ofHooks + ofCommands
    }

    /// The names that something in the file gives a value.
    public func variables(_ vocabulary: Vocabulary) -> Set<String> {
        let surveys = ([commands] + hooks.map(\.script)).map { script in
            var survey = ScriptSurvey(script)
            survey.nameVariables(script, vocabulary)
            return survey
        }
        return Set(surveys.flatMap { $0.variables.map(\.name) })
    }

    /// What is probably not meant in its hooks and commands.
    ///
    /// Variables are the session's: that the file itself does not use one says nothing.
    public func warnings(_ context: CheckContext) -> [Finding] {
        var context = context
        context.variables.formUnion(variables(context.vocabulary))
        context.variables.formUnion(PluginTextReader.hookKinds)
        let rules = CheckRule.all.filter { !["unused-variable", "same-title"].contains($0.code) }
        return ([commands] + hooks.map(\.script)).flatMap { script in
            let survey = ScriptSurvey(script)
            return rules.flatMap { $0.check(script, survey, context) }
        }
    }
}

extension PluginText.Part {
    fileprivate init(hook: String?, command: String?, _ script: Script, range: Range<Int>) {
        let survey = ScriptSurvey(script)
        self.init(
            hook: hook, command: command, source: script.source, range: range, calls: survey.calls,
            uses: survey.uses.compactMap { use in
                let first = String(use.name.prefix { $0 != "." })
                return use.isOwn && !use.locals.contains(first) ? (use.name, use.range) : nil
            }, isEmpty: script.statements.isEmpty)
    }
}
