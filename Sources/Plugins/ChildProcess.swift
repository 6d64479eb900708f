internal import CGuard
internal import Glibc
internal import Synchronization

/// A started executable under a guard. It leads a process group of its own, so that Ctrl-C does not reach it; nothing that
/// it starts is left behind, not even when this process is killed.
final class ChildProcess: Sendable {
    private let inputEnd: InputEnd
    let output: Int32
    let errors: Int32
    /// The process that ends all that the executable leaves behind.
    private let guardian: pid_t
    private let leader: pid_t
    /// While this is open the guard lets it run.
    private let lifeline: Int32
    private let report: Int32
    private let isOver = Mutex(false)

    private static let running = Mutex<[pid_t: ChildProcess]>([:])

    /// - Parameter environment: all that it sees of this process's.
    init(_ path: String, environment: [String: String]) throws(PluginError) {
        // What writes to a child that has closed its input must get an error, not a signal.
        signal(SIGPIPE, SIG_IGN)
        var pipes: [(read: Int32, write: Int32)] = []
        for _ in 0..<5 { pipes.append(try ChildProcess.pipe(insteadOf: pipes)) }
        let childEnds = [pipes[0].read, pipes[1].write, pipes[2].write]
        inputEnd = InputEnd(pipes[0].write)
        (output, errors, lifeline, report) = (pipes[1].read, pipes[2].read, pipes[3].write, pipes[4].read)
        guardian = ChildProcess.start(path, environment, childEnds, pipes[3].read, pipes[4].write)
        let reason = guardian < 0 ? errno : 0
        for end in childEnds + [pipes[3].read, pipes[4].write] { close(end) }
        let status = reason != 0 ? reason : ChildProcess.number(from: report) ?? ECHILD
        leader = status == 0 ? ChildProcess.number(from: report) ?? 0 : 0
        guard status == 0 else {
            if guardian > 0 { while waitpid(guardian, nil, 0) < 0, errno == EINTR {} }
            for end in [output, errors, lifeline, report] { close(end) }
            throw PluginError(
                "plugin-start", "\(path) cannot be started: \(String(cString: strerror(status)))",
                advice: ["make it executable, and name its interpreter in the first line: #!/usr/bin/env python3"])
        }
        _ = ChildProcess.endsWithThisProcess
        ChildProcess.running.withLock { $0[guardian] = self }
    }

    /// Where its input is written to. Good for as long as this lives: once the input has ended it leads nowhere.
    var input: Int32 { inputEnd.descriptor }

    private static func pipe(insteadOf others: [(read: Int32, write: Int32)]) throws(PluginError) -> (
        read: Int32, write: Int32
    ) {
        var ends: [Int32] = [0, 0]
        guard keyway_guard_pipe(&ends) == 0 else {
            let reason = String(cString: strerror(errno))
            for other in others { for end in [other.read, other.write] { close(end) } }
            throw PluginError("plugin-start", "no pipe can be made: \(reason)")
        }
        return (ends[0], ends[1])
    }

    private static func start(
        _ path: String, _ environment: [String: String], _ ends: [Int32], _ lifeline: Int32, _ report: Int32
    ) -> pid_t {
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        let identifier = keyway_guard_start(path, &arguments, &variables, ends, lifeline, report)
        let reason = errno
        for text in arguments + variables { free(text) }
        errno = reason
        return identifier
    }

    /// A number that the guard has written; nil if it could not any more.
    private static func number(from descriptor: Int32) -> Int32? {
        var number: Int32 = 0
        var count = read(descriptor, &number, 4)
        while count < 0, errno == EINTR { count = read(descriptor, &number, 4) }
        return count == 4 ? number : nil
    }

    /// How it has ended.
    enum Ending {
        case exited(Int32)
        case signalled(Int32)
        /// It ran on until it was ended here.
        case ended
        case unknown

        var described: String {
            switch self {
            case .exited(let status): "has ended by itself (exit status \(status))"
            case .signalled(let number): "has ended by itself (signal \(number), \(String(cString: strsignal(number))))"
            case .ended: "has closed its standard output, went on, and was ended"
            case .unknown: "has ended by itself (no status)"
            }
        }
    }

    /// Ends it and all that it started, in whatever session or group that is.
    ///
    /// - Parameter grace: milliseconds in which it may end by itself.
    @discardableResult
    func end(grace: Int) -> Ending {
        // Who comes second waits until nothing runs any more.
        isOver.withLock { over in
            guard !over else { return .unknown }
            over = true
            return endNow(grace: grace)
        }
    }

    private func endNow(grace: Int) -> Ending {
        // Its input's end tells it; the lifeline's end tells the guard.
        inputEnd.finish()
        for _ in 0..<grace where !hasEnded { usleep(1000) }
        let wasAlive = !hasEnded
        close(lifeline)
        while waitpid(guardian, nil, 0) < 0, errno == EINTR {}
        _ = ChildProcess.running.withLock { $0.removeValue(forKey: guardian) }
        defer { close(report) }
        guard let status = ChildProcess.number(from: report) else {
            // Somebody has ended the guard: what is in the executable's group is all that can be found.
            if leader > 1 { kill(-leader, SIGKILL) }
            return .unknown
        }
        let signal = status & 0x7F
        if signal == 0 { return .exited((status >> 8) & 0xFF) }
        return wasAlive && signal == SIGKILL ? .ended : .signalled(signal)
    }

    private var hasEnded: Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(guardian), &information, WEXITED | WNOHANG | WNOWAIT) == 0
            && information.si_signo == SIGCHLD
    }

    /// Whichever way this process exits, none of them outlives it.
    private static let endsWithThisProcess: Void = { atexit { ChildProcess.endAll(grace: PluginLimits().grace) } }()

    private static func endAll(grace: Int) {
        for child in running.withLock({ Array($0.values) }) { child.end(grace: grace) }
    }
}

/// The end of a child's input that this process holds.
///
/// A descriptor that is closed is soon another file's, and who still writes to it would write there. This one keeps its
/// number until nobody can write to it any more.
private final class InputEnd: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Ends the child's input; what is written from here on is lost.
    func finish() {
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard nowhere >= 0 else { return }
        dup2(nowhere, descriptor)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        close(nowhere)
    }
}
