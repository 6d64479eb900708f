internal import Foundation
internal import Glibc
internal import Synchronization
internal import Terminal

/// A shell command that shares the terminal with this process: it may read keys, and Ctrl-Z stops both.
///
/// It stays in this process's group. `Foundation.Process` gives a child a group of its own, which the terminal takes for
/// one in the background: a pager or an editor would be stopped at its first key.
struct ForegroundProcess: Sendable {
    let command: String
    let variables: [String: String]

    enum Ending: Equatable { case exit(Int32), signal(Int32) }

    /// Runs it to its end.
    ///
    /// - Parameter input: what it reads; nil where it reads what this process reads.
    /// - Returns: how it ended, or nil where the shell could not be started.
    func run(_ input: [UInt8]?) async -> Ending? {
        await EchoSilence.lifted { await runToEnd(input) }
    }

    private func runToEnd(_ input: [UInt8]?) async -> Ending? {
        let child = Mutex<pid_t?>(nil)
        return await withTaskCancellationHandler {
            guard let started = start(readsPipe: input != nil) else { return nil }
            child.withLock { $0 = started.identifier }
            if Task.isCancelled { kill(started.identifier, SIGTERM) }
            if let input, let pipe = started.pipe { feed(input, pipe) }
            return await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: wait(started.identifier, child)) }
            }
        } onCancel: {
            child.withLock { identifier in
                if let identifier { kill(identifier, SIGTERM) }
            }
        }
    }

    /// On a thread of its own, since a reader may take its time; one that has had enough is no failure.
    private func feed(_ input: [UInt8], _ pipe: FileHandle) {
        Thread.detachNewThread {
            try? pipe.write(contentsOf: Data(input))
            try? pipe.close()
        }
    }

    private func wait(_ identifier: pid_t, _ child: borrowing Mutex<pid_t?>) -> Ending {
        var information = siginfo_t()
        while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        // From here on its number may be another's.
        return child.withLock { current in
            current = nil
            var status: Int32 = 0
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            return status & 0x7F == 0 ? .exit((status >> 8) & 0xFF) : .signal(status & 0x7F)
        }
    }

    private func start(readsPipe: Bool) -> (identifier: pid_t, pipe: FileHandle?)? {
        guard readsPipe else { return spawn(nil).map { ($0, nil) } }
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        guard let identifier = spawn(ends[0]) else {
            close(ends[1])
            return nil
        }
        return (identifier, FileHandle(fileDescriptor: ends[1], closeOnDealloc: true))
    }

    private func spawn(_ input: Int32?) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
        for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGPIPE, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        var arguments: [UnsafeMutablePointer<CChar>?] =
            // Ctrl-C must not end the shell before the command, which may go on; the trap is not handed down.
            ["/bin/sh", "-c", "trap : INT; \(command)"].map { (word: String) in strdup(word) } + [nil]
        var entries: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + entries { free(text) } }
        var identifier: pid_t = 0
        let status = posix_spawn(&identifier, "/bin/sh", &actions, &attributes, &arguments, &entries)
        return status == 0 ? identifier : nil
    }
}
