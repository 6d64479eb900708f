internal import ArgumentParser
internal import Commands
internal import Diagnostics
internal import Redaction
internal import Script
internal import Workbench

/// Words that a shell has cut, as a line of the language.
enum ShellWords {
    static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// As it is where nothing in it means anything to the language.
    private static func quoted(_ word: String) -> String {
        if word.wholeMatch(of: /[A-Za-z0-9_.:\/=@+~^<>-]+/) != nil { return word }
        if !word.contains("'"), !word.contains("\n") { return "'\(word)'" }
        let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(escaped)\""
    }

    /// What to say of words that are no sub-command: those of the language go into `-c`.
    ///
    /// - Returns: nil if the mistake is another one.
    static func mistake(in arguments: [String]) -> ValidationError? {
        guard let words = try? WordsOfProgram.parse(arguments).words, let first = words.first,
            !first.hasPrefix("-"), !known.contains(first)
        else { return nil }
        return ValidationError("keyway has no sub-command \(first). \(advice(about: first, words))")
    }

    private static var known: [String] {
        Keyway.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    }

    private static func advice(about first: String, _ words: [String]) -> String {
        let names = CommandTable.standard.commands.map { String($0.name.prefix { $0 != " " }) }
        if names.contains(first) || Keyword(rawValue: first) != nil {
            return "It is a command of the prompt: keyway -c '\(SecretLine.starred(words.joined(separator: " ")))'"
        }
        if let nearest = nearestName(to: first, among: known) { return "Did you mean keyway \(nearest)?" }
        return "A file of commands is run by keyway run FILE, a line of them by keyway -c 'LINE'."
    }
}

/// The arguments without regard to sub-commands: what is left when the program's own options are taken out.
private struct WordsOfProgram: ParsableArguments {
    @OptionGroup var shared: SharedOptions
    @Option(name: .customShort("c")) var text: String?
    @Argument(parsing: .allUnrecognized) var words: [String] = []
}
