internal import ArgumentParser
internal import Diagnostics
internal import HTTPMessage
internal import Interchange
internal import Terminal
internal import Workbench

/// A recording that stands in the network's place.
struct Replay: Sendable {
    let transport: ReplayTransport
    /// The time in the recording: it goes on from where it was made, so that tokens live as long as they did.
    let clock: @Sendable () -> Int64

    init(_ system: System, file: String) throws {
        let recording: [ExportedExchange]
        do throws(Diagnostic) {
            let bytes = try system.files.read(file)
            recording = try Replay.exchanges(bytes)
        } catch {
            system.failed(
                "the recording \(file) cannot be used: \(error.message)",
                advice: error.advice.first ?? "make it with --record")
            throw ExitCode(3)
        }
        let start = system.clock()
        let begin = recording.first?.exchange.startedAt ?? start
        let clock: @Sendable () -> Int64 = { [clock = system.clock] in begin + clock() - start }
        self.clock = clock
        transport = ReplayTransport(recording, clock: clock)
    }

    private static func exchanges(_ bytes: [UInt8]) throws(Diagnostic) -> [ExportedExchange] {
        do throws(InterchangeError) {
            return try HARReader.exchanges(bytes)
        } catch {
            throw Diagnostic(.execution, error.code, error.message, advice: error.advice)
        }
    }

    /// Says which recorded requests no recipe has sent.
    func sayUnused(_ system: System) {
        let unused = transport.unused
        guard let first = unused.first else { return }
        let request = first.exchange.request
        system.warn(
            "\(unused.count) recorded request\(unused.count == 1 ? " was" : "s were") not asked for, the first "
                + "\(request.method) \(request.url.prefix { $0 != "?" }) (exchange \(first.number))"
                .sanitizedForOneLine())
    }
}

extension RunPlan {
    /// Puts in the outside's place what this run has instead of it.
    func outside(of environment: inout WorkbenchEnvironment) {
        if let replay {
            environment.transport = replay.transport
            environment.network = .recorded
            environment.clock = replay.clock
        } else if isDry {
            environment.transport = DryTransport(clock: environment.clock)
            environment.network = .dry
        } else {
            return
        }
        environment.sandbox = UnstartedSandbox(accounts: SandboxHost.standardUsers)
        environment.browser = RecordedUserAgent(recording: replay?.transport)
        environment.manual = environment.browser
    }
}
