internal import Synchronization
internal import Terminal

/// What plugins say beside their answers. While a line is typed it waits: it would stand in the middle of that.
final class PluginWords: Sendable {
    /// More than this is counted, and not shown.
    private static let mostHeld = 20

    private struct State {
        /// How many lines are being typed.
        var holders = 0
        var held: [String] = []
        var dropped = 0
    }

    private let output: TerminalOutput
    private let state = Mutex(State())

    init(_ output: TerminalOutput) { self.output = output }

    func say(_ line: String) {
        let isHeld = state.withLock { state in
            guard state.holders > 0 else { return false }
            if state.held.count < PluginWords.mostHeld { state.held.append(line) } else { state.dropped += 1 }
            return true
        }
        if !isHeld { write([line]) }
    }

    /// Reads a line that nothing interrupts; what was said meanwhile is shown behind it.
    func holding<Value>(_ read: () async -> Value) async -> Value {
        state.withLock { $0.holders += 1 }
        let value = await read()
        let (lines, dropped) = state.withLock { state -> ([String], Int) in
            state.holders -= 1
            guard state.holders == 0 else { return ([], 0) }
            defer { (state.held, state.dropped) = ([], 0) }
            return (state.held, state.dropped)
        }
        write(lines + (dropped > 0 ? ["(plugins have said \(dropped) more lines meanwhile)"] : []))
        return value
    }

    private func write(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        for line in lines { output.writeLine(line.sanitizedForOneLine()) }
        output.flush()
    }
}
