internal import Script
internal import Terminal

/// Runs a shell command that reads what it is given and writes to the terminal.
struct ShellPipe: Sendable {
    let output: TerminalOutput

    /// For `| command`: of a command that is not there the shell has said so already.
    @Sendable func feed(_ command: String, _ input: [UInt8]) async throws(Diagnostic) {
        output.flush()
        switch await ForegroundProcess(command: command, variables: [:]).run(input) {
        case nil: throw Diagnostic(.execution, "shell", "/bin/sh could not be started")
        case .exit(let status) where status > 1 && !Task.isCancelled:
            throw Diagnostic(.execution, "shell", "\(command) ended with status \(status)")
        case .exit, .signal: return
        }
    }
}
