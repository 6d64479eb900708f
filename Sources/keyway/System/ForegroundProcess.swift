internal import Subprocess
internal import SystemPackage
internal import Terminal

/// A shell command that shares the terminal with this process: it may read keys, and Ctrl-Z stops both.
///
/// It stays in this process's group: the terminal takes another group for one in the background, and stops a pager or an
/// editor there at its first key.
struct ForegroundProcess: Sendable {
    let command: String
    let variables: [String: String]

    enum Ending: Equatable { case exit(Int32), signal(Int32) }

    /// Runs it to its end; when the task is cancelled it is told to end, and waited for.
    ///
    /// - Parameter input: what it reads; nil where it reads what this process reads.
    /// - Returns: how it ended, or nil where the shell could not be started.
    func run(_ input: [UInt8]?) async -> Ending? {
        await EchoSilence.lifted {
            do {
                return Ending(try await status(input))
            } catch {
                return nil
            }
        }
    }

    private func status(_ input: [UInt8]?) async throws -> TerminationStatus {
        guard let input else {
            return try await Subprocess.run(
                configuration, input: .currentStandardInput, output: .currentStandardOutput,
                error: .currentStandardError
            ).terminationStatus
        }
        return try await Subprocess.run(
            configuration, input: .inputWriter, output: .currentStandardOutput, error: .currentStandardError
        ) { child in
            // A reader that has had enough is not a failure.
            _ = try? await child.standardInputWriter.write(input)
            try? await child.standardInputWriter.finish()
        }.terminationStatus
    }

    private var configuration: Configuration {
        var options = PlatformOptions()
        // An editor may ask about what is not saved: it is never killed for taking its time.
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(86_400))]
        let changes = variables.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) }
        return Configuration(
            executable: .path("/bin/sh"),
            // Ctrl-C must not end the shell before the command, which may go on; the trap is not handed down.
            arguments: ["-c", "trap : INT; \(command)"],
            environment: .inherit.updating(Dictionary(changes) { $1 }), platformOptions: options)
    }
}

extension ForegroundProcess.Ending {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exit(code)
        case .signaled(let number): self = .signal(number)
        }
    }
}
