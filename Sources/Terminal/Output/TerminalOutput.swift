internal import Glibc
internal import Synchronization

/// The one channel to standard output, or to standard error; whoever writes elsewhere gets lines out of order.
///
/// Safe to use from several tasks: each `write` arrives whole. A failed write is remembered in `failure`, and what
/// follows is dropped. The process should ignore `SIGPIPE`, so that a closed pipe is such a failure.
public final class TerminalOutput: Sendable {
    private struct State {
        var buffer: [UInt8] = []
        var failure: TerminalError?
    }

    private static let bufferLimit = 16 * 1024

    public let descriptor: Int32
    private let environment: [String: String]
    private let color: ColorPolicy
    private let isBuffered: Bool
    /// Whether it is a terminal that shows ASCII only.
    private let isASCII: Bool
    /// Takes what is written in place of the descriptor.
    private let sink: (@Sendable ([UInt8]) -> Void)?
    /// What must not stand in the way of what is written.
    private let waiting: WaitingLine?
    private let state = Mutex(State())

    /// A channel to `descriptor`. A terminal sees each write at once, a pipe or file in larger pieces unless
    /// `isBuffered` is false.
    public init(
        descriptor: Int32, environment: [String: String], color: ColorPolicy = .auto, isBuffered: Bool? = nil,
        waiting: WaitingLine? = nil
    ) {
        self.descriptor = descriptor
        self.environment = environment
        self.color = color
        self.isBuffered = isBuffered ?? (isatty(descriptor) == 0)
        isASCII = isatty(descriptor) == 1 && !Locale.isUnicode(environment)
        sink = nil
        self.waiting = isatty(descriptor) == 1 ? waiting : nil
    }

    /// A channel that looks like `other` and hands each write to `sink` instead, to be shown later.
    public init(like other: TerminalOutput, sink: @escaping @Sendable ([UInt8]) -> Void) {
        descriptor = other.descriptor
        environment = other.environment
        color = other.color
        isBuffered = false
        isASCII = other.isASCII
        self.sink = sink
        waiting = nil
    }

    /// What can be shown now; the width follows the window.
    public var capabilities: TerminalCapabilities {
        TerminalCapabilities(descriptor: descriptor, environment: environment, color: color)
    }

    /// The first write that failed; `code == .closed` when the reader went away.
    public var failure: TerminalError? { state.withLock { $0.failure } }

    /// Writes for people: where the terminal shows ASCII only, as far as there is a form in it.
    public func write(_ text: String) { write(bytes: (isASCII ? text.inASCII : text).utf8) }

    public func writeLine(_ line: String = "") { write(line + "\n") }

    /// Writes data, as it is.
    public func write(bytes: some Sequence<UInt8>) {
        state.withLock { state in
            guard state.failure == nil else { return }
            state.buffer.append(contentsOf: bytes)
            if !isBuffered || state.buffer.count >= Self.bufferLimit { drain(&state) }
        }
    }

    /// Sends what is buffered; call it before the process ends, before a child writes, and after each streamed piece.
    public func flush() { state.withLock { drain(&$0) } }

    private func drain(_ state: inout State) {
        guard !state.buffer.isEmpty else { return }
        if let sink {
            sink(state.buffer)
            state.buffer.removeAll(keepingCapacity: true)
            return
        }
        waiting?.withdraw()
        do {
            try Descriptor.writeAll(state.buffer, to: descriptor)
        } catch {
            state.failure = error
        }
        state.buffer.removeAll(keepingCapacity: true)
    }
}
