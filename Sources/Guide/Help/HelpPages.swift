internal import Answers
package import Script
internal import ScriptValues
internal import Settings
internal import Workbench

/// The pages of `help oauth` and `help keys`.
extension HelpText {
    /// - Returns: nil for a term that is not known.
    package static func oauth(_ term: String) -> String? {
        if term.isEmpty {
            let names = OAuthTerm.all.map { "  \($0.name.padded(to: 26))  \($0.reference)" }
            return (["`help oauth TERM` explains"] + names).joined(separator: "\n")
        }
        guard let found = OAuthTerm.named(term) else { return nil }
        return "\(found.name)  (\(found.reference))\n\n\(found.text)"
    }

    /// One line of the tables, by its name: a query, a predicate, a filter, a value or a preference.
    package static func entry(_ name: String, _ vocabulary: Vocabulary) -> String? {
        if let query = vocabulary.queries.first(where: { $0.name == name }) {
            return page("expect \(([query.name] + query.operands).joined(separator: " ")) …", query.summary, "queries")
        }
        if let predicate = vocabulary.predicates.first(where: { $0.name == name }) {
            return page("expect QUERY \(predicate.usage)", predicate.summary, "predicates")
        }
        if let filter = vocabulary.filters.first(where: { $0.name == name }) {
            return page("… | \(filter.usage)", filter.summary, "filters")
        }
        if let function = ValueFunction.named(name) { return page("{{\(name)}}", function.summary, "values") }
        if let preference = Preference.named(name) {
            return "config \(name) VALUE\n  \(preference.summary)\n\n`config \(name)` shows it and explains more"
        }
        return nil
    }

    private static func page(_ usage: String, _ summary: String, _ topic: String) -> String {
        "\(usage)\n  \(summary)\n\n`help \(topic)` lists all"
    }

    static let keys = """
        At the prompt
          Tab             complete, or list what may stand here
          Up, Down        the entries before; one of several lines comes back whole
          Page Up, Down   the entries before that begin as the line does
          Ctrl-R, Ctrl-S  search the history backwards, forwards; Ctrl-G gives up
          Ctrl-A, Ctrl-E  to the beginning, to the end (also Home, End)
          Alt-B, Alt-F    a word back, a word on (also Ctrl or Alt with Left, Right)
          Alt-D           delete the word at the cursor (also Ctrl-Delete)
          Ctrl-W, Ctrl-K  cut the word before, cut to the end; Ctrl-Y puts it back
          Ctrl-U          cut the line
          Ctrl-X Ctrl-E   open the line in $EDITOR; v among vi's commands
          Ctrl-L          clear the screen
          Ctrl-C          give the line up, or end what is running; the session stays
          Ctrl-D          leave, on an empty line
          Ctrl-Z          back to the shell; fg goes on

        An open quote, bracket or block goes on in the next line. A paste is inserted whole and never run by itself.
        A line that begins with a blank is not kept in the history, nor is one with a secret in it.
        `config edit-mode vi` takes vi's keys; ~/.editrc may bind any other.
        """
}
