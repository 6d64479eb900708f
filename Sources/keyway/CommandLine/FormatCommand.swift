internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Script
internal import Terminal

/// `keyway fmt FILE…`: recipes in their canonical form.
struct FormatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Write recipe files in their canonical form.",
        discussion: """
            Blocks and steps are indented, blanks and empty lines put in order; comments, quotes and line breaks stay. The \
            meaning is never changed. - reads standard input and writes standard output.

            Exit codes: 0 all are in form; 1 with --check, some are not; 2 a file does not parse; 3 a file cannot be read \
            or written; 64 wrong usage.
            """)

    @OptionGroup var shared: SharedOptions

    @Flag(help: "Write nothing; name the files that are not in form, and fail if there are any.")
    var check = false

    @Argument(help: "The recipes, or folders of them; - is standard input.", completion: .recipes)
    var files: [String]

    func run() async throws {
        let system = System(shared.values())
        var code: Int32 = 0
        for source in try RecipeSources(system).sources(files) {
            let outcome = try format(source, system)
            code = max(code, outcome)
        }
        system.finish()
        if code != 0 { throw ExitCode(code) }
    }

    /// - Returns: the exit code of this file.
    private func format(_ source: ScriptSource, _ system: System) throws -> Int32 {
        let text: String
        do throws(ScriptRejection) {
            text = try Script.formatted(source)
        } catch {
            let capabilities = system.errors.capabilities
            for diagnostic in error.diagnostics { system.errors.write(DiagnosticText(diagnostic, capabilities).text) }
            return 2
        }
        guard Script.haveSameMeaning(source, source.with(text: text)) else {
            system.failed(
                "\(source.name) is left as it is: formatting would change its meaning",
                advice: "this is a mistake in Keyway; please report it with the file")
            return 3
        }
        return try put(text, source, system)
    }

    private func put(_ text: String, _ source: ScriptSource, _ system: System) throws -> Int32 {
        if source.origin == .standardInput, !check {
            system.output.write(text)
            return 0
        }
        guard text != source.text else { return 0 }
        system.output.writeLine(source.name.sanitizedForOneLine())
        if check { return 1 }
        do {
            try replace(source.name, with: text)
        } catch {
            system.failed("\(source.name) cannot be written: \(error.localizedDescription)", advice: "check its mode")
            throw ExitCode(3)
        }
        return 0
    }

    /// Writes a file beside it first, so that a full disk loses nothing; its mode and a link to it stay.
    private func replace(_ path: String, with text: String) throws {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let mode = try FileManager.default.attributesOfItem(atPath: target.path)[.posixPermissions]
        try Data(text.utf8).write(to: target, options: .atomic)
        if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target.path) }
    }
}
