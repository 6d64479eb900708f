internal import ArgumentParser
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
    /// - Returns: nil if the error is about something else.
    static func mistake(in arguments: [String], _ error: any Error) -> ValidationError? {
        guard let match = Keyway.message(for: error).firstMatch(of: /nexpected arguments?:? '([^']+)'/),
            let place = arguments.firstIndex(of: String(match.1)), !arguments[place].hasPrefix("-"),
            !known.contains(where: arguments[..<place].contains)
        else { return nil }
        let words = arguments[place...]
        return ValidationError("keyway has no sub-command \(words[place]). \(advice(about: words[place], words))")
    }

    private static var known: [String] { Keyway.configuration.subcommands.compactMap { $0.configuration.commandName } }

    private static func advice(about first: String, _ words: ArraySlice<String>) -> String {
        let names = CommandTable.standard.commands.map { String($0.name.prefix { $0 != " " }) }
        if names.contains(first) || Keyword(rawValue: first) != nil {
            return "It is a command of the prompt: keyway -c '\(words.joined(separator: " "))'"
        }
        if let nearest = nearestName(to: first, among: known) { return "Did you mean keyway \(nearest)?" }
        return "A file of commands is run by keyway run FILE, a line of them by keyway -c 'LINE'."
    }
}
