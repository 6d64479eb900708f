internal import Glibc
internal import Synchronization

/// A line at the foot of the terminal that says what is waited for, and how long already.
///
/// It appears only after a while, and goes before anything else is written by a ``TerminalOutput`` that knows of it.
public final class WaitingLine: Sendable {
    public enum Manner: Sendable {
        /// Never: where nobody looks, or the cursor cannot be moved.
        case none
        /// One line that is drawn over and over.
        case redrawn
        /// A plain line, said once: for screen readers and slow lines.
        case once
    }

    /// What is waited for.
    public struct Wait: Sendable, Equatable { fileprivate let number: Int }

    private struct State {
        var next = 0
        /// `since` is by the clock.
        var waits: [(number: Int, text: String, since: Duration, ticker: Task<Void, Never>)] = []
        var isDrawn = false
    }

    /// The time by which it is told how long something has been waited for.
    public struct Clock: Sendable {
        /// The time since a moment that stays the same.
        var now: @Sendable () -> Duration
        /// Waits for so long, or throws when the task is cancelled.
        var sleep: @Sendable (Duration) async throws -> Void

        /// The system's.
        public static let real: Clock = {
            let start = ContinuousClock.now
            return Clock(now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) })
        }()
    }

    /// What is over sooner is not worth a line.
    private static let delay = Duration.seconds(1)

    private let manner: Manner
    private let descriptor: Int32
    private let capabilities: @Sendable () -> TerminalCapabilities
    private let clock: Clock
    private let state = Mutex(State())

    /// - Parameter descriptor: the terminal's.
    public init(
        descriptor: Int32, manner: Manner, clock: Clock = .real,
        capabilities: @escaping @Sendable () -> TerminalCapabilities
    ) {
        self.descriptor = descriptor
        self.manner = manner
        self.clock = clock
        self.capabilities = capabilities
    }

    /// Says from now on that this is waited for, until `end`.
    public func begin(_ text: String) -> Wait? {
        if case .none = manner { return nil }
        return state.withLock { state in
            state.next += 1
            let number = state.next
            let ticker = Task { await self.tick(number) }
            state.waits.append((number, text, clock.now(), ticker))
            return Wait(number: number)
        }
    }

    public func end(_ wait: Wait?) {
        guard let wait else { return }
        state.withLock { state in
            guard let index = state.waits.firstIndex(where: { $0.number == wait.number }) else { return }
            state.waits.remove(at: index).ticker.cancel()
            erase(&state)
        }
    }

    /// Takes the line away, since something else is about to be written; the next second brings it back.
    func withdraw() { state.withLock { erase(&$0) } }

    /// What is written next stands on a line of its own, not behind the `^C` that the terminal has just shown.
    public func leaveEcho() {
        state.withLock { state in
            if state.isDrawn { return erase(&state) }
            var modes = termios()
            let echoed = tcflag_t(ECHO | ECHOCTL)
            if tcgetattr(descriptor, &modes) == 0, modes.c_lflag & echoed == echoed { write("\n") }
        }
    }

    private func tick(_ number: Int) async {
        do {
            try await clock.sleep(Self.delay)
            while draw(number) { try await clock.sleep(.seconds(1)) }
        } catch {}
    }

    /// - Returns: whether it is to be drawn again.
    private func draw(_ number: Int) -> Bool {
        state.withLock { state in
            guard let wait = state.waits.last, wait.number == number else { return true }
            if case .once = manner {
                write("\(wait.text)\n")
                return false
            }
            let text = wait.text + "  " + (clock.now() - wait.since).elapsed
            let shown = text.sanitizedForOneLine()
            let now = capabilities()
            // Three columns stay free: a cursor behind the last one, or a ^C there, would be on the next line.
            let cut = shown.truncated(toWidth: max(1, (now.columns ?? 80) - 3), ellipsis: now.ellipsis)
            write("\r\u{1B}[K" + now.paint(cut, .dim))
            state.isDrawn = true
            return true
        }
    }

    private func erase(_ state: inout State) {
        guard state.isDrawn else { return }
        state.isDrawn = false
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        // A terminal that is gone shows itself where it matters.
        try? Descriptor.writeAll(Array(text.utf8), to: descriptor)
    }
}

extension Duration {
    /// `7 s`, `2 min 5 s`.
    fileprivate var elapsed: String {
        let seconds = components.seconds
        return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    }
}
