internal import Foundation
internal import Script
internal import Terminal

/// Runs a shell command that reads what it is given and writes to the terminal.
struct ShellPipe: Sendable {
    let output: TerminalOutput
    var variables: [String: String] = [:]

    /// Its exit status; it is ended when the task is cancelled.
    @discardableResult
    func run(_ command: String, _ input: [UInt8]) async throws(Diagnostic) -> Int32 {
        output.flush()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        let pipe = Pipe()
        process.standardInput = pipe
        let status = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Int32?, Never>) in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                do {
                    try process.run()
                } catch {
                    continuation.resume(returning: nil)
                    return
                }
                // A thread of its own, since a reader may take its time; one that has had enough is no failure.
                let writer = pipe.fileHandleForWriting
                Thread.detachNewThread {
                    try? writer.write(contentsOf: Data(input))
                    try? writer.close()
                }
            }
        } onCancel: {
            if process.isRunning { process.terminate() }
        }
        guard let status else { throw Diagnostic(.execution, "shell", "/bin/sh could not be started") }
        return status
    }

    /// For `| command`: of a command that is not there the shell has said so already.
    @Sendable func feed(_ command: String, _ input: [UInt8]) async throws(Diagnostic) {
        let status = try await run(command, input)
        guard status > 1, !Task.isCancelled else { return }
        throw Diagnostic(.execution, "shell", "\(command) ended with status \(status)")
    }
}
