internal import Answers
internal import ArgumentParser
internal import Commands
internal import Foundation
internal import Script
internal import ScriptValues
internal import Settings
internal import Workbench

/// `keyway man`: the manual page, made of the tables.
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page.",
        discussion: "The commands of the plugins that were added are in it. keyway man > keyway.1; man ./keyway.1")

    func run() {
        let files = SystemFiles(environment: ProcessInfo.processInfo.environment)
        print(ManualPage(CommandTable.standard.withPlugins(of: files)).text)
    }
}

/// The manual page in the man macros.
struct ManualPage {
    private let table: CommandTable

    init(_ table: CommandTable) { self.table = table }

    var text: String {
        (head + shellCommands + commands + language + tail).joined(separator: "\n")
    }

    private var head: [String] {
        [
            ".TH KEYWAY 1 \"\" \"Keyway \(Release.version)\"", ".SH NAME",
            "keyway \\- an OAuth 2.0 workbench for the terminal", ".SH SYNOPSIS", ".B keyway",
            "[\\fIoptions\\fR] [\\fB\\-c\\fR \\fItext\\fR]", ".br", ".B keyway",
            "\\fIsub-command\\fR [\\fIoptions\\fR]",
            ".SH DESCRIPTION",
            "Without a sub-command it reads commands: at the prompt on a terminal, else from standard input.",
        ]
    }

    private var shellCommands: [String] {
        [".SH SUB-COMMANDS"]
            + Keyway.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap { command in
                entry(command.configuration.commandName ?? "", command.configuration.abstract)
            }
    }

    private var commands: [String] {
        var lines = [".SH COMMANDS OF THE LANGUAGE"]
        for group in Command.Group.allCases {
            lines.append(".SS \(Self.escaped(group.rawValue))")
            for command in table.commands where command.group == group {
                lines += entry(command.usage, command.summary)
                lines += options(command)
                lines += example(command)
            }
        }
        return lines
    }

    private func options(_ command: Command) -> [String] {
        let names = command.shape.options.map { "--\($0.name)\($0.value.map { " \($0)" } ?? "")" }
        return names.isEmpty ? [] : [".br", Self.escaped("Options: \(names.joined(separator: ", "))")]
    }

    private func example(_ command: Command) -> [String] {
        command.examples.first.map { [".br", "\\fI\(Self.escaped($0))\\fR"] } ?? []
    }

    private var language: [String] {
        let vocabulary = table.vocabulary
        var lines = [".SH LANGUAGE"]
        for keyword in Keyword.allCases { lines += entry(keyword.usage, keyword.summary) }
        lines.append(".SH QUERIES")
        for query in vocabulary.queries {
            lines += entry(([query.name] + query.operands).joined(separator: " "), query.summary)
        }
        lines.append(".SH PREDICATES")
        for predicate in vocabulary.predicates { lines += entry(predicate.usage, predicate.summary) }
        lines.append(".SH FILTERS")
        for filter in vocabulary.filters { lines += entry(filter.usage, filter.summary) }
        return lines
    }

    private var tail: [String] {
        var lines = [".SH PREFERENCES"]
        for preference in Preference.all {
            lines += entry("\(preference.name) = \(preference.standard)", preference.summary)
        }
        return lines + [
            ".SH EXIT STATUS",
            ExitStatus.sentence, ".SH FILES", ".TP", "\\fI$XDG_STATE_HOME/keyway/sessions\\fR",
            "the sessions, mode 0600", ".TP", "\\fI$XDG_CONFIG_HOME/keyway/config\\fR",
            "the preferences, written at the first change",
        ]
    }

    private func entry(_ term: String, _ text: String) -> [String] {
        [".TP", "\\fB\(Self.escaped(term))\\fR", Self.escaped(text)]
    }

    /// Text that troff takes as it is.
    private static func escaped(_ text: String) -> String {
        let text = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\n", with: " ")
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&\(text)" : text
    }
}
