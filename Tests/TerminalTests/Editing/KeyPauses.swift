import Glibc
import Synchronization

@testable import Terminal

/// The pauses of a key reader, which are over when a test says so and not before.
final class KeyPauses: Sendable {
    /// A byte for each pause that is over.
    private let over: (read: Int32, write: Int32)
    private let state = Mutex((isWaiting: false, passed: 0))

    init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        over = (ends[0], ends[1])
    }

    /// Once the editor is closed that may still wait.
    deinit {
        let ends = [over.read, over.write]
        EditorThread.shared.enqueue { for end in ends { close(end) } }
    }

    /// Waits for input or until the pause is passed, whichever comes first; a broken test ends it after a minute.
    var hasInput: KeyReader.Pause {
        { input, _ in
            self.state.withLock { $0.isWaiting = true }
            defer { self.state.withLock { $0.isWaiting = false } }
            var entries = [
                pollfd(fd: input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: self.over.read, events: Int16(POLLIN), revents: 0),
            ]
            while poll(&entries, 2, 60_000) < 0, errno == EINTR {}
            if entries[0].revents != 0 { return true }
            var byte: UInt8 = 0
            if entries[1].revents != 0, read(self.over.read, &byte, 1) == 1 { self.state.withLock { $0.passed += 1 } }
            return false
        }
    }

    /// Lets the pause pass that comes behind what was typed.
    func pass(on terminal: PseudoTerminal) async throws {
        try await terminal.wait(until: "the rest of a key is waited for") {
            terminal.unreadCount == 0 && self.state.withLock { $0.isWaiting }
        }
        let before = state.withLock { $0.passed }
        var byte: UInt8 = 0
        _ = write(over.write, &byte, 1)
        try await terminal.wait(until: "the pause is over") { self.state.withLock { $0.passed } > before }
    }
}
