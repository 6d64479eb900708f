internal import ArgumentParser
internal import Diagnostics
internal import Terminal
internal import Workbench

/// Runs one text: `-c`, or standard input.
struct Runner {
    let system: System
    let workbench: Workbench

    /// Where nobody can be asked.
    init(_ system: System, session: String) { self.init(system, session: session) { _ in nil } }

    /// - Parameter readLine: asks the user for a line.
    init(_ system: System, session: String, readLine: @escaping ManualUserAgent.ReadLine) {
        self.system = system
        workbench = system.workbench(session: session, display: system.display(), readLine: readLine)
    }

    func run(_ source: ScriptSource) async throws {
        let workbench = workbench
        let failures = await Interruption.cancelling { await workbench.runTyped(source) }
        system.finish()
        if let first = failures.first { throw ExitCode(first.exitCode) }
        try system.checkOutput()
    }
}

extension System {
    /// What draws the answers, as `--output` wants them.
    func display(isVerbose: Bool = true, pages: Bool = false) -> any Display {
        switch options.output {
        case .text:
            TextDisplay(
                output: output, errors: errors, showsBodies: isVerbose,
                pager: pages ? Pager(output: output, preferences: preferences, environment: environment) : nil,
                pictures: Pictures(
                    screen: PictureScreen(output, environment: environment), preferences: preferences))
        case .json: JSONDisplay(output: output, errors: errors)
        }
    }
}
