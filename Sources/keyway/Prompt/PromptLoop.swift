internal import ArgumentParser
internal import Script
internal import Terminal
internal import Workbench

/// The prompt: reads a line, runs it, and again.
struct PromptLoop {
    private let system: System
    private let workbench: Workbench
    private let editor: LineEditor
    private let screen = SecretScreen()
    private let paths = PathCompletion()

    init(_ system: System, session: String) throws {
        self.system = system
        var configuration = PromptLoop.configuration(system, paths: paths)
        configuration.historyFilter = { [screen] line in screen.keeps(line) ? line : nil }
        let editor = try LineEditor(configuration)
        self.editor = editor
        workbench = system.workbench(
            session: session, display: system.display(), debugConsole: DebugPrompt(system, editor)
        ) { prompt in
            if case .line(let line) = await editor.nextLine(prompt: prompt) { line } else { nil }
        }
    }

    /// An editor that knows the language; its history keeps no line with a secret.
    static func configuration(_ system: System, paths: PathCompletion = PathCompletion()) -> LineEditorConfiguration {
        let vocabulary = CommandTable.standard.vocabulary
        var configuration = LineEditorConfiguration(environment: system.environment)
        configuration.color = system.shared.color.policy
        configuration.historyFile = system.files.historyFile
        configuration.historyFilter = { HistoryRule.holdsSecret($0) ? nil : $0 }
        configuration.completion = CommandCompletion(CommandTable.standard, paths: paths).answer
        configuration.isComplete = { !Script.isIncomplete($0, vocabulary: vocabulary) }
        return configuration
    }

    func run() async throws {
        system.output.writeLine("Keyway \(Release.version). `help` lists the commands, Ctrl-D leaves.")
        while await !workbench.isFinished {
            for warning in editor.takeWarnings() { system.warn(warning) }
            switch await editor.nextLine(prompt: await prompt()) {
            case .line(let line): await run(line)
            case .interrupted: continue
            case .endOfFile:
                system.finish()
                return
            case .failed(let reason):
                system.failed("the prompt cannot go on: \(reason)", advice: "start keyway again; the session is kept")
                throw ExitCode(3)
            }
        }
        system.finish()
    }

    private func run(_ line: String) async {
        let workbench = workbench
        _ = await Interruption.cancelling { await workbench.run(ScriptSource(name: "prompt", text: line)) }
        screen.update(await workbench.secretsShown())
        paths.update(await workbench.lastAnswer())
    }

    /// `serika/my-cool-app 58m>`.
    private func prompt() async -> String {
        let capabilities = system.output.capabilities
        guard let state = await workbench.promptState() else { return "keyway> " }
        let session = state.session == Session.usual ? "" : "\(state.session ?? "")·"
        let client = state.client.map { "/\($0.lowercased().replacing(" ", with: "-"))" } ?? ""
        let name = capabilities.paint("\(session)\(state.provider)\(client)".sanitizedForOneLine(), .accent)
        let life =
            state.tokenSeconds.map { seconds in
                let words = seconds > 0 ? Duration.words(seconds) : "expired"
                return " " + capabilities.paint(words, seconds > 300 ? .dim : seconds > 0 ? .warning : .error)
            } ?? ""
        return "\(name)\(life)> "
    }
}
