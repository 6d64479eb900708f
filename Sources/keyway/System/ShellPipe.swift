internal import Diagnostics
internal import Glibc
internal import Terminal

/// Runs a shell command that reads what it is given and writes to the terminal.
struct ShellPipe: Sendable {
    let output: TerminalOutput

    /// For `| command`: of a command that is not there the shell has said so already.
    ///
    /// Ctrl-C is the command's: one that goes on, as less does, would be left behind and read the prompt's keys.
    @Sendable func feed(_ command: String, _ input: [UInt8]) async throws(Diagnostic) {
        output.flush()
        let process = ForegroundProcess(command: command, variables: [:])
        switch await Interruption.leavingKeys(to: { await process.run(input) }) {
        case .signal(SIGINT), .exit(128 + SIGINT):
            // The terminal has shown ^C.
            if output.capabilities.isTerminal { output.writeLine() }
            Interruption.interrupt()
        case nil: throw Diagnostic(.execution, "shell", "/bin/sh could not be started")
        case .exit(let status) where status > 1 && !Task.isCancelled:
            throw Diagnostic(.execution, "shell", "\(command) ended with status \(status)")
        case .exit, .signal: return
        }
    }
}
