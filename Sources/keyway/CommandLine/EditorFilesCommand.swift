internal import ArgumentParser
internal import Commands
internal import Diagnostics
internal import Guide
internal import Workbench

/// `keyway editor-files FOLDER`: writes what teaches editors the language, from the command table.
struct EditorFilesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "editor-files", abstract: "Write the grammars of scripts/editors.", shouldDisplay: false)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The folder.")
    var folder: String

    func run() async throws {
        let system = System(shared.values())
        for file in EditorFile.all {
            do throws(Diagnostic) {
                try system.files.write(Array(file.text(.standard).utf8), to: "\(folder)/\(file.path)")
            } catch {
                system.failed(error.message, advice: error.advice.first ?? "")
                throw ExitCode(3)
            }
        }
    }
}
