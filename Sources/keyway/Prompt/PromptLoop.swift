internal import ArgumentParser
internal import Commands
internal import Diagnostics
internal import Redaction
internal import Script
internal import Settings
internal import Terminal
internal import Workbench

/// The prompt: reads a line, runs it, and again.
struct PromptLoop {
    private let system: System
    private let workbench: Workbench
    private let editor: LineEditor
    private let screen = SecretScreen()
    private let paths = PathCompletion()
    private let completion: CommandCompletion

    init(_ system: System, session: String) throws {
        self.system = system
        completion = CommandCompletion(paths: paths)
        let editor = try LineEditor(Self.configuration(system, completion, screen))
        self.editor = editor
        workbench = system.workbench(
            session: session, display: system.display(pages: true), debugConsole: DebugPrompt(system, editor),
            editor: editor,
            askSecret: { [system, editor] prompt in
                system.flush()
                return await system.pluginWords.holding { await editor.secret(prompt.sanitizedForOneLine()) }
            }
        ) { prompt in
            switch await system.pluginWords.holding({ await editor.nextLine(prompt: prompt.sanitizedForOneLine()) }) {
            case .line(let line): return line
            case .interrupted:
                // At a question Ctrl-C means the command that asks.
                Interruption.interrupt()
                return nil
            default: return nil
            }
        }
        completion.serve(workbench)
        screen.serve(workbench)
    }

    /// The editor of the prompt itself: it completes and hints, and its history knows the session's secrets.
    private static func configuration(
        _ system: System, _ completion: CommandCompletion, _ screen: SecretScreen
    ) -> LineEditorConfiguration {
        var configuration = configuration(system)
        configuration.historyFilter = { line in screen.keeps(line) ? line : nil }
        configuration.completion = completion.answer
        configuration.isComplete = completion.isComplete
        if system.preferences.isOn(.hints) { configuration.hint = completion.hint }
        return configuration
    }

    /// An editor that knows the language; its history keeps no line with a secret.
    static func configuration(_ system: System) -> LineEditorConfiguration {
        let vocabulary = CommandTable.standard.vocabulary
        var configuration = LineEditorConfiguration(environment: system.environment)
        let preferences = system.preferences
        configuration.color = preferences.color(system.options.color)
        configuration.usesViKeys = preferences[.editMode] == "vi"
        configuration.historyLimit = Int(preferences[.historySize]) ?? configuration.historyLimit
        configuration.historyFile = system.files.historyFile
        configuration.historyFilter = { HistoryRule.holdsSecret($0) ? nil : $0 }
        configuration.isComplete = { !Script.isIncomplete($0, vocabulary: vocabulary) }
        return configuration
    }

    func run() async throws {
        EchoSilence.begin()
        defer { EchoSilence.end() }
        let greeting = "Keyway \(Release.version). `help` lists the commands, Ctrl-D leaves."
        for line in greeting.wrapped(toWidth: system.output.capabilities.columns ?? 80) {
            system.output.writeLine(line)
        }
        var applied = Self.editorPreferences.map { system.preferences[$0] }
        if let warning = system.preferences.takeWarning() { system.warn(warning) }
        while await !workbench.isFinished {
            keepUp(with: &applied)
            for warning in editor.takeWarnings() { system.warn(warning) }
            let prompt = await prompt()
            if let news = await workbench.takeOutsideNews() { tell(news) }
            let draft = await workbench.takeOffer()
            switch await system.pluginWords.holding({ await editor.nextLine(prompt: prompt, draft: draft) }) {
            case .line(let line): await run(line)
            case .edit(let text): await edit(text)
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

    private func tell(_ news: String) {
        for line in system.output.capabilities.remark(news) { system.output.writeLine(line) }
    }

    private func run(_ line: String) async {
        let workbench = workbench
        _ = await Interruption.cancelling { await workbench.runTyped(ScriptSource(.prompt, text: line)) }
        paths.update(await workbench.lastAnswer())
    }

    /// Opens what is typed in the user's editor; whatever comes of that stands in the next line, and Enter runs it.
    private func edit(_ text: String) async {
        let workbench = workbench
        let textEditor = TextEditor(environment: system.environment)
        let failure = await Interruption.cancelling { () -> Diagnostic? in
            do throws(Diagnostic) {
                await workbench.offer(try await textEditor.edit(text, "line.keyway") ?? text)
                return nil
            } catch {
                await workbench.offer(text)
                return error
            }
        }
        if let failure { system.failed(failure) }
    }

    private func prompt() async -> String {
        guard let state = await workbench.promptState() else { return "keyway> " }
        let capabilities = system.output.capabilities
        let text = PromptLine(format: system.preferences[.prompt], capabilities: capabilities).text(state)
        return capabilities.hasUnicode ? text : text.inASCII
    }

    /// What `config` has changed of the editor holds from the next line on.
    private func keepUp(with applied: inout [String]) {
        let now = Self.editorPreferences.map { system.preferences[$0] }
        guard now != applied else { return }
        applied = now
        editor.reconfigure(Self.configuration(system, completion, screen))
    }

    private static let editorPreferences: [Preference] = [.editMode, .hints, .historySize, .color]
}
