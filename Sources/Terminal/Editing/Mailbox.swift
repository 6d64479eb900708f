internal import Glibc
internal import Synchronization

/// What other threads have for the editor's thread, and a pipe that wakes it when something is there.
final class Mailbox: Sendable {
    private struct State {
        var announcements: [String] = []
        var warnings: [String] = []
        var lastRequest = 0
        var current: Int?
        var cancelled: Set<Int> = []
    }

    /// The end that the editor's thread waits on.
    let readEnd: Int32
    /// The end that wakes it; signal handlers write here too.
    let writeEnd: Int32
    private let state = Mutex(State())

    init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw TerminalError(.editorUnavailable, "The prompt could not be set up", errno: errno)
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            // A full pipe means that the reader will wake anyway.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func post(_ announcement: String) {
        state.withLock { $0.announcements.append(announcement) }
        wake()
    }

    func takeAnnouncements() -> [String] {
        state.withLock { state in
            defer { state.announcements = [] }
            return state.announcements
        }
    }

    func warn(_ warning: String) { state.withLock { $0.warnings.append(warning) } }

    func takeWarnings() -> [String] {
        state.withLock { state in
            defer { state.warnings = [] }
            return state.warnings
        }
    }

    func nextRequest() -> Int {
        state.withLock { state in
            state.lastRequest += 1
            return state.lastRequest
        }
    }

    func begin(_ request: Int) { state.withLock { $0.current = request } }

    func end(_ request: Int) {
        state.withLock { state in
            state.current = nil
            state.cancelled.remove(request)
        }
    }

    func cancel(_ request: Int) {
        state.withLock { _ = $0.cancelled.insert(request) }
        wake()
    }

    func isCancelled(_ request: Int) -> Bool { state.withLock { $0.cancelled.contains(request) } }

    /// Whether the request that is being answered was cancelled.
    var isCurrentCancelled: Bool {
        state.withLock { state in state.current.map(state.cancelled.contains) ?? false }
    }

    /// How long a stop may take to reach a process, in milliseconds. One whose shell does no job control never stops.
    private static let stopPause: Int32 = 200

    /// Waits, and forgets that it was woken.
    ///
    /// - Returns: whether the process was heard to go on.
    func waitForContinuation() -> Bool {
        while Descriptor.poll(readEnd, for: POLLIN, milliseconds: Self.stopPause) {
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = read(readEnd, &bytes, bytes.count)
            if count > 0, bytes[..<count].contains(UInt8(SIGCONT)) { return true }
        }
        return false
    }

    private func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }
}
