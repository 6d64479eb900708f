internal import ArgumentParser
internal import Commands
internal import CurlTransport
internal import Diagnostics
internal import Foundation
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Settings
internal import Terminal
internal import Workbench

/// The real outside: environment, terminal, clock, randomness, network. Only here are they known.
final class System: Sendable {
    /// The process's variables; on a terminal that is to be used plainly it is called dumb.
    let environment: [String: String]
    let options: ProgramOptions
    let output: TerminalOutput
    let errors: TerminalOutput
    let transport: CurlTransport
    let pluginWords: PluginWords
    /// What is said while something is waited for.
    let waiting: WaitingLine
    let files: SystemFiles
    let preferences: Preferences
    let clock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
    let random: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Waits for so long, or throws when the task is cancelled.
    let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameter sleep: how everything here waits: for the next attempt, for a limit of time.
    init(
        _ options: ProgramOptions,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.sleep = sleep
        // A closed pipe and a file that may not grow are errors that write(2) reports.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        self.options = options
        var environment = ProcessInfo.processInfo.environment
        files = SystemFiles(environment: environment)
        preferences = Preferences(path: files.configFile, files: files)
        let isAccessible = options.isAccessible || preferences.isOn(.accessible)
        if isAccessible { environment["TERM"] = "dumb" }
        self.environment = environment
        let color = preferences.color(options.color)
        let waiting = Self.waitingLine(environment, color, isAccessible: isAccessible)
        self.waiting = waiting
        Interruption.onKey { waiting.leaveEcho() }
        output = TerminalOutput(descriptor: 1, environment: environment, color: color, waiting: waiting)
        errors = TerminalOutput(descriptor: 2, environment: environment, color: color, waiting: waiting)
        pluginWords = PluginWords(errors)
        transport = CurlTransport(version: Release.version, now: clock)
        if options.sending.insecure {
            warn("--insecure: servers are not verified; anyone in between can read everything")
        }
    }

    private static func waitingLine(
        _ environment: [String: String], _ color: ColorPolicy, isAccessible: Bool
    ) -> WaitingLine {
        let capabilities: @Sendable () -> TerminalCapabilities = {
            TerminalCapabilities(descriptor: 2, environment: environment, color: color)
        }
        let now = capabilities()
        return WaitingLine(
            descriptor: 2, manner: now.movesCursor ? .redrawn : now.isTerminal && isAccessible ? .once : .none,
            capabilities: capabilities)
    }

    var isInteractive: Bool { isatty(0) == 1 && isatty(1) == 1 }

    func warn(_ text: String) {
        errors.writeLine("\(errors.capabilities.paint("warning:", .warning)) \(text)")
    }

    /// A failure that has no place in a script.
    func failed(_ message: String, advice: String) {
        failed(Diagnostic(.execution, "failed", message, advice: [advice]))
    }

    func failed(_ failure: Diagnostic) {
        output.flush()
        errors.write(DiagnosticText(failure, errors.capabilities).text)
        errors.flush()
    }

    /// Shows what is still to be shown.
    func flush() {
        output.flush()
        errors.flush()
    }

    /// Lets go of the network too, before the process ends.
    func finish() {
        flush()
        transport.close()
    }

    /// Fails where an answer could not be written; that a reader had enough is no failure.
    func checkOutput() throws {
        guard let failure = output.failure, failure.code != .closed else { return }
        failed("the answer could not be written: \(failure.message)", advice: "make room, or write elsewhere")
        throw ExitCode(3)
    }

    func standardInput() throws -> String {
        let bytes = FileHandle.standardInput.readDataToEndOfFile()
        return try text(Array(bytes), of: "standard input")
    }

    func source(_ file: String) throws -> ScriptSource {
        let text = try text(try contents(file), of: file)
        guard !isForAnotherInterpreter(text, file) else {
            failed("\(file) is an executable, and no recipe", advice: "if it is a plugin: keyway plugin test \(file)")
            throw ExitCode(2)
        }
        return ScriptSource(.recipe(path: file), text: text)
    }

    /// A process plugin say, which has a mistake in each line if it is read as a script.
    private func isForAnotherInterpreter(_ text: String, _ file: String) -> Bool {
        guard text.hasPrefix("#!"), !file.hasSuffix(".keyway") else { return false }
        return !text.prefix { !$0.isNewline }.contains("keyway")
    }

    func json(ofFile file: String) throws -> JSON {
        do {
            return try JSON(parsing: try contents(file))
        } catch let error as JSONError {
            failed("\(file) is not JSON: \(error)", advice: "fix it at that place")
            throw ExitCode(2)
        }
    }

    private func contents(_ file: String) throws -> [UInt8] {
        do throws(Diagnostic) {
            return try files.read(file)
        } catch {
            failed(error.message, advice: error.advice.first ?? "")
            throw ExitCode(3)
        }
    }

    private func text(_ bytes: [UInt8], of name: String) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            failed("\(name) is not UTF-8 text", advice: "save it as UTF-8")
            throw ExitCode(2)
        }
        return text
    }
}

extension System {
    /// A workbench on the real outside, for someone who types.
    ///
    /// - Parameter editor: the prompt's, where there is one.
    /// - Parameter readLine: asks the user for a line; nil where nobody can be asked.
    func workbench(
        session: String?, display: any Display, debugConsole: (any DebugConsole)? = nil,
        editor: LineEditor? = nil, askSecret: (@Sendable (String) async -> String?)? = nil,
        readLine: @escaping ManualUserAgent.ReadLine
    ) -> Workbench {
        var environment = workbenchEnvironment(session: session, display: display, readLine: readLine)
        environment.transport = WaitingTransport(base: transport, line: waiting)
        environment.debugConsole = debugConsole
        environment.keepsTypedLines = true
        environment.keepsPictures = true
        environment.history = HistoryAccess(self, editor)
        if editor != nil { environment.editText = TextEditor(environment: self.environment).edit }
        environment.askSecret = askSecret ?? SecretPrompt(self)?.ask
        return Workbench(session: session, environment: environment, table: .standard)
    }

    func workbenchEnvironment(
        session: String?, display: any Display, readLine: @escaping ManualUserAgent.ReadLine
    ) -> WorkbenchEnvironment {
        let store = session == nil ? nil : files.sandboxFile
        var environment = WorkbenchEnvironment(
            transport: transport, display: display,
            sandbox: SandboxHost(store: store, transport: transport, clock: clock, random: random),
            browser: BrowserUserAgent(output: errors, waiting: waiting, environment: self.environment, sleep: sleep),
            manual: ManualUserAgent(output: errors, readLine: readLine), clock: clock, random: random,
            variables: self.environment, files: files)
        environment.givenVariables = options.variables
        environment.allowed = options.allowed
        environment.variableFiles = options.variableFiles
        environment.chosenEnvironment = options.environment
        environment.preferences = preferences
        environment.protecting = Interruption.protecting
        environment.sleep = sleep
        environment.ask = readLine
        environment.version = Release.version
        environment.pluginLog = pluginWords.say
        environment.shell = ShellPipe(output: output).feed
        environment.sending = options.sending
        environment.givenTimeout = options.requestTimeout
        environment.givenConnectTimeout = options.connectTimeout
        return environment
    }
}

extension Preferences {
    /// Whether colours are used: what was given on the command line, else what is preferred.
    func color(_ given: ColorPolicy) -> ColorPolicy {
        given == .auto ? ColorPolicy(rawValue: self[.color]) ?? .auto : given
    }
}
