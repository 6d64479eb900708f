public import Diagnostics

/// The text of a script plugin, taken apart: what it says of itself, its presets, its hooks, and its commands.
///
/// ```
/// plugin NAME VERSION "what it does"
/// needs SECRET "why it must be seen unmasked"
/// provider NAME … end
/// on request|response|token|failure … end
/// define NAME PARAMETER… … end
/// complete NAME PARAMETER WORD…
/// ```
public struct PluginText: Sendable {
    /// The plugin's name, as `plugin NAME VERSION` states it.
    public var name = ""
    /// The plugin's version: `1.2.3`.
    public var version = ""
    /// What the plugin is for, in one line; empty where it does not say.
    public var summary = ""
    /// The kinds of secrets that the plugin wants to see unmasked.
    public var needs: [Need] = []
    /// The presets of providers that the plugin brings.
    public var providers: [PluginProvider] = []
    /// The whole text of the plugin.
    public let source: ScriptSource
    /// The commands, with their definitions; their own source has blanks where the rest stands.
    public let commands: Script
    /// The scripts that run at the plugin's hooks.
    public var hooks: [PluginHookScript] = []
    /// The lines that say what operands of the plugin's commands may be.
    public var completions: [PluginCompletionLine] = []

    /// `needs SECRET "why"`.
    public struct Need: Sendable {
        /// The kind of the secret: `access_token`.
        public let secret: String
        /// Why the plugin wants to see it, for the user who adds the plugin.
        public let reason: String
        /// Of the secret's kind.
        public let range: Range<Int>
    }

    /// Whether a text is a plugin's: its first line says so.
    public static func isPlugin(_ source: ScriptSource) -> Bool {
        let lines = source.text.split(separator: "\n").lazy.map { $0.drop { $0 == " " || $0 == "\t" || $0 == "\r" } }
        return lines.first { !$0.isEmpty && $0.first != "#" }?.hasPrefix("plugin ") == true
    }

    /// - Throws: everything that is wrong with it.
    public init(
        _ source: ScriptSource, vocabulary: Vocabulary, library: (any ScriptLibrary)? = nil
    ) throws(ScriptRejection) {
        self.source = source
        var reader = PluginTextReader(source)
        reader.read()
        guard reader.mistakes.isEmpty else {
            throw ScriptRejection(diagnostics: reader.mistakes, isIncomplete: false)
        }
        commands = try Script.parse(reader.commandSource, vocabulary: vocabulary, library: library)
        var mistakes: [Diagnostic] = []
        for hook in reader.hooks {
            do throws(ScriptRejection) {
                let script = try Script.parse(
                    hook.source, vocabulary: vocabulary, library: library, definitions: commands.definitions)
                hooks.append(PluginHookScript(kind: hook.kind, script: script, range: hook.range))
            } catch {
                mistakes += error.diagnostics
            }
        }
        guard mistakes.isEmpty else { throw ScriptRejection(diagnostics: mistakes, isIncomplete: false) }
        for case let statement in commands.statements where !statement.isDeclaration {
            throw ScriptRejection(
                Diagnostic(
                    .syntax, "plugin-command", "a plugin runs nothing by itself", source: source,
                    range: statement.range, advice: ["put it into define NAME … end, or on request … end"]))
        }
        (name, version, summary) = (reader.name, reader.version, reader.summary)
        (needs, providers, completions) = (reader.needs, reader.providers, reader.completions)
        for line in completions {
            let definition = commands.definitions[line.command]
            guard definition?.parameters.contains(where: { $0.name == line.operand }) == true else {
                throw ScriptRejection(PluginText.unknown(line, definition, commands, source))
            }
        }
    }

    private static func unknown(
        _ line: PluginCompletionLine, _ definition: Definition?, _ commands: Script, _ source: ScriptSource
    ) -> Diagnostic {
        let nearest =
            if let definition {
                nearestName(to: line.operand, among: definition.parameters.map(\.name))
            } else {
                nearestName(to: line.command, among: Array(commands.definitions.keys))
            }
        let found = definition == nil ? "command \(line.command)" : "operand \(line.operand) of \(line.command)"
        return Diagnostic(
            .syntax, "plugin-complete", "the plugin defines no \(found)", source: source, range: line.range,
            advice: nearest.map { ["did you mean \($0)?"] } ?? ["write complete COMMAND OPERAND WORD…"])
    }

    /// The commands that it defines itself, in the order of their names.
    public var ownCommands: [Definition] {
        commands.definitions.values.sorted { $0.name < $1.name }
    }
}

extension Statement {
    fileprivate var isDeclaration: Bool {
        switch self {
        case .definition, .inclusion, .requirement: true
        default: false
        }
    }
}

/// What stands in `provider NAME … end`: a name and its words, line by line.
public struct PluginProvider: Sendable {
    /// One line of a provider: a name and its words.
    public struct Line: Sendable {
        /// The first word of the line.
        public let name: String
        /// The other words of the line.
        public let values: [String]
        /// Where the line stands in the text, in UTF-8 offsets.
        public let range: Range<Int>
    }

    /// The name of the provider.
    public let name: String
    /// The lines in the order written.
    public let lines: [Line]
    /// Where the provider stands in the text, to its `end`, in UTF-8 offsets.
    public let range: Range<Int>
    /// Of its first line.
    public let head: Range<Int>
}

/// `complete COMMAND OPERAND WORD…`: what an operand may be; a word that is a reference to a list stands for its elements.
public struct PluginCompletionLine: Sendable {
    /// The name of a command that the plugin defines.
    public let command: String
    /// The name of one of the command's parameters.
    public let operand: String
    /// What the operand may be, not evaluated.
    public let words: [Word]
    /// Where the line stands in the text, in UTF-8 offsets.
    public let range: Range<Int>
}

/// `on request … end`.
public struct PluginHookScript: Sendable {
    /// The name of the hook: `request`.
    public let kind: String
    /// What runs at the hook.
    public let script: Script
    /// Of its first line.
    public let range: Range<Int>
}
