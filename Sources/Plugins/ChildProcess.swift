internal import Glibc
internal import Synchronization

/// A started executable that leads a process group of its own, so that Ctrl-C does not reach it and nothing of it is left
/// behind.
final class ChildProcess: Sendable {
    private let inputEnd: InputEnd
    let output: Int32
    let errors: Int32
    private let identifier: pid_t
    private let isOver = Mutex(false)

    private static let running = Mutex<[pid_t: ChildProcess]>([:])

    /// - Parameter environment: all that it sees of this process's.
    init(_ path: String, environment: [String: String]) throws(PluginError) {
        // What writes to a child that has closed its input must get an error, not a signal.
        signal(SIGPIPE, SIG_IGN)
        let pipes = try [ChildProcess.pipe(), ChildProcess.pipe(), ChildProcess.pipe()]
        let childEnds = [pipes[0].read, pipes[1].write, pipes[2].write]
        defer { for end in childEnds { close(end) } }
        var identifier: pid_t = 0
        var status = ChildProcess.spawn(&identifier, path, environment, childEnds)
        // A file that was just written may still be open in a process that is about to become another.
        for _ in 0..<40 where status == ETXTBSY {
            usleep(5000)
            status = ChildProcess.spawn(&identifier, path, environment, childEnds)
        }
        inputEnd = InputEnd(pipes[0].write)
        (output, errors) = (pipes[1].read, pipes[2].read)
        self.identifier = identifier
        guard status == 0 else {
            for end in [output, errors] { close(end) }
            throw PluginError(
                "plugin-start", "\(path) cannot be started: \(String(cString: strerror(status)))",
                advice: ["make it executable, and name its interpreter in the first line: #!/usr/bin/env python3"])
        }
        _ = ChildProcess.endsWithThisProcess
        ChildProcess.running.withLock { $0[identifier] = self }
    }

    /// Where its input is written to. Good for as long as this lives: once the input has ended it leads nowhere.
    var input: Int32 { inputEnd.descriptor }

    private static func pipe() throws(PluginError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else {
            throw PluginError("plugin-start", "no pipe can be made: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ identifier: inout pid_t, _ path: String, _ environment: [String: String], _ ends: [Int32]
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, end) in ends.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(number)) }
        // Nothing that this process has open is a plugin's business; closing what is not open does no harm.
        for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGPIPE, SIGINT, SIGTERM, SIGXFSZ] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        return posix_spawn(&identifier, path, &actions, &attributes, &arguments, &variables)
    }

    /// Ends it and all that it started; returns its exit status, or the signal's number below zero.
    ///
    /// - Parameter grace: milliseconds in which it may end by itself.
    @discardableResult
    func end(grace: Int) -> Int32? {
        // Who comes second waits until nothing runs any more.
        isOver.withLock { over in
            guard !over else { return nil }
            over = true
            return endNow(grace: grace)
        }
    }

    private func endNow(grace: Int) -> Int32? {
        // Its input's end tells it; a group whose leader is not reaped yet keeps its number, so none else is killed.
        inputEnd.finish()
        for _ in 0..<grace where !hasEnded { usleep(1000) }
        kill(-identifier, SIGKILL)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        _ = ChildProcess.running.withLock { $0.removeValue(forKey: identifier) }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    private var hasEnded: Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) == 0
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
