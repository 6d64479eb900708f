internal import Glibc
internal import Synchronization

/// A terminal in raw mode, and what puts it back, in a form that a signal handler may read.
struct RawTerminal {
    var input: Int32
    var output: Int32
    /// The pipe that wakes the reading thread.
    var wake: Int32
    var original: termios
    /// Whether the terminal was asked to bracket pastes.
    var bracketsPaste: Bool
}

/// Puts terminals back when the process ends, and tells their readers of a resize or a continuation.
///
/// The process's signal dispositions are touched only while a terminal is raw, and only where they are the default.
enum SignalWatch {
    private static let capacity = 8
    private static let fatalSignals = [SIGTERM, SIGHUP, SIGQUIT, SIGINT]
    private static let wakingSignals = [SIGWINCH, SIGCONT]

    /// Addresses of what is raw now, or 0: atomic words are all that a handler can safely read.
    private nonisolated(unsafe) static let slots = {
        let slots = UnsafeMutablePointer<Atomic<UInt>>.allocate(capacity: capacity)
        for index in 0..<capacity { (slots + index).initialize(to: Atomic(0)) }
        atexit { SignalWatch.restoreAll() }
        return slots
    }()

    private static let previous = Mutex<[Int32: sigaction]>([:])

    /// From now on the terminal is put back if the process ends; the pointer must live until `remove`.
    static func add(_ terminal: UnsafeMutablePointer<RawTerminal>) {
        let word = UInt(bitPattern: terminal)
        for index in 0..<capacity
        where slots[index].compareExchange(expected: 0, desired: word, ordering: .sequentiallyConsistent).exchanged {
            break
        }
        previous.withLock { previous in
            guard previous.isEmpty else { return }
            for signal in fatalSignals { replaceDefault(signal, with: endHandler, remembering: &previous) }
            for signal in wakingSignals { replaceDefault(signal, with: wakeHandler, remembering: &previous) }
        }
    }

    static func remove(_ terminal: UnsafeMutablePointer<RawTerminal>) {
        let word = UInt(bitPattern: terminal)
        for index in 0..<capacity {
            _ = slots[index].compareExchange(expected: word, desired: 0, ordering: .sequentiallyConsistent)
        }
        previous.withLock { previous in
            guard (0..<capacity).allSatisfy({ slots[$0].load(ordering: .sequentiallyConsistent) == 0 }) else { return }
            for (signal, action) in previous { putBack(signal, action) }
            previous = [:]
        }
    }

    private static func replaceDefault(
        _ signal: Int32, with handler: @escaping @convention(c) (Int32) -> Void,
        remembering previous: inout [Int32: sigaction]
    ) {
        var current = sigaction()
        sigaction(signal, nil, &current)
        guard unsafeBitCast(current.__sigaction_handler, to: UInt.self) == 0 else { return }
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_RESTART
        // Without this a process in the background would stop when it sets the terminal.
        sigaddset(&action.sa_mask, SIGTTOU)
        previous[signal] = current
        sigaction(signal, &action, nil)
    }

    /// Leaves a handler alone that someone else has set since.
    private static func putBack(_ signal: Int32, _ action: sigaction) {
        var current = sigaction()
        sigaction(signal, nil, &current)
        let ours = wakingSignals.contains(signal) ? wakeHandler : endHandler
        var action = action
        if unsafeBitCast(current.__sigaction_handler, to: UInt.self) == unsafeBitCast(ours, to: UInt.self) {
            sigaction(signal, &action, nil)
        }
    }

    private static let endHandler: @convention(c) (Int32) -> Void = { signal in
        SignalWatch.restoreAll()
        _ = Glibc.signal(signal, SIG_DFL)
        raise(signal)
    }

    private static let wakeHandler: @convention(c) (Int32) -> Void = { signal in
        let saved = errno
        SignalWatch.forEach { terminal in
            var byte = UInt8(truncatingIfNeeded: signal)
            _ = write(terminal.pointee.wake, &byte, 1)
        }
        errno = saved
    }

    private static func restoreAll() {
        forEach { terminal in
            if terminal.pointee.bracketsPaste {
                _ = "\u{1b}[?2004l\n".withCString { write(terminal.pointee.output, $0, strlen($0)) }
            }
            tcsetattr(terminal.pointee.input, TCSANOW, &terminal.pointee.original)
        }
    }

    private static func forEach(_ body: (UnsafeMutablePointer<RawTerminal>) -> Void) {
        for index in 0..<capacity {
            let word = slots[index].load(ordering: .sequentiallyConsistent)
            if let terminal = UnsafeMutablePointer<RawTerminal>(bitPattern: word) { body(terminal) }
        }
    }
}
