internal import ArgumentParser
internal import Diagnostics
internal import Glibc
internal import JSONKit
internal import Terminal

/// `keyway query PATH… [FILE]`: what JSONPath queries find in JSON documents. Nothing of the workbench is opened.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Find values in JSON by JSONPath (RFC 9535).",
        usage: "keyway query [options] <path> [<name=path> …] [<file>]",
        discussion: """
            The first argument is a PATH. Of the others, those that begin with $ or name=$ are PATHs too, and the last \
            may be a FILE; without one, or with -, standard input is read. A file whose name begins with $ is written \
            ./$name.

            One PATH gives an array of the values it finds; several, or one with a name, an object of such arrays. \
            Of a stream each document is asked in turn: JSON documents on a line each, or server-sent events.

              keyway query '$.data[*].id' models.json
              keyway query --first --raw '$.access_token' < token.json
              keyway query id='$..id' names='$..name' models.json

            Exit codes: 0 something matched; 1 nothing matched; 2 a query or a document does not parse; 3 something \
            could not be read or written; 64 wrong usage.
            """)

    @OptionGroup(visibility: .hidden) var shared: SharedOptions

    @Flag(help: "The first value only, instead of an array.")
    var first = false

    @Flag(help: "The normalized paths of the values, instead of the values.")
    var paths = false

    @Flag(help: "Each value on a line of its own, strings without quotes and escapes.")
    var raw = false

    @Flag(help: "Each result on one line, without blanks.")
    var compact = false

    @Flag(help: "The members of objects in the order of their names.")
    var sort = false

    @Flag(help: "Nothing but ASCII: escape everything else.")
    var ascii = false

    @Option(
        help: "What the input is: json, one document; lines, one on each line; events, server-sent ones; or auto.")
    var stream = DocumentFormat.auto

    @Argument(help: ArgumentHelp("The queries, then the file.", valueName: "path"), completion: .file())
    var arguments: [String]

    func run() throws {
        let system = System(shared.values())
        let answers: QueryPrinter.Answers
        do throws(Diagnostic) {
            let terms = try QueryTerms(arguments)
            var reader = DocumentReader(try terms.open(), format: stream)
            answers = try printer(of: terms.queries, system).printAnswers(to: &reader)
        } catch {
            system.output.flush()
            system.errors.write(DiagnosticText(error, system.errors.capabilities).text)
            system.flush()
            throw ExitCode(error.exitCode)
        }
        system.flush()
        try system.checkOutput()
        // A large document takes longer to be taken apart than the process to end.
        withExtendedLifetime(answers) { Glibc.exit(answers.hasMatched ? 0 : 1) }
    }

    private func printer(of queries: [NamedQuery], _ system: System) -> QueryPrinter {
        var style = JSONStyle.plain(system.output.capabilities)
        if compact { style.layout = .compact }
        style.sortsNames = sort
        style.asciiOnly = ascii
        return QueryPrinter(
            queries: queries, style: style, output: system.output, showsPaths: paths, showsFirstOnly: first, isRaw: raw)
    }
}

extension DocumentFormat: ExpressibleByArgument {}
