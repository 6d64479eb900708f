internal import Glibc

/// Reads a line that is not shown, from a terminal that it puts back however it ends.
struct SecretReader {
    /// In characters.
    static let longestSecret = 64 * 1024

    let input: Int32
    let output: Int32
    let mailbox: Mailbox
    /// Whether the terminal can tell a paste from keys: of a paste of several lines none may be left over to be run.
    let bracketsPaste: Bool

    func read(prompt: String) -> LineEditorEvent {
        let raw = UnsafeMutablePointer<RawTerminal>.allocate(capacity: 1)
        defer { raw.deallocate() }
        raw.initialize(
            to: RawTerminal(
                input: input, output: output, wake: mailbox.writeEnd, original: termios(),
                bracketsPaste: bracketsPaste))
        guard tcgetattr(input, &raw.pointee.original) == 0 else {
            return .failed(TerminalError(.notATerminal, "A secret can only be asked for on a terminal", errno: errno))
        }
        SignalWatch.add(raw)
        defer { SignalWatch.remove(raw) }
        hideInput(raw.pointee.original)
        defer { tcsetattr(input, TCSADRAIN, &raw.pointee.original) }
        write(brackets(true) + prompt)
        defer { write(brackets(false) + "\n") }
        return readKeys(
            Interludes(
                stop: { stop(raw.pointee.original, prompt: prompt) }, goOn: { hideInput(raw.pointee.original) }))
    }

    /// What happens between keys.
    private struct Interludes {
        /// Ctrl-Z.
        let stop: () -> Void
        /// Something else stopped the process, and it was continued.
        let goOn: () -> Void
    }

    private func readKeys(_ interludes: Interludes) -> LineEditorEvent {
        var keys = KeyReader(input: input, wake: mailbox.readEnd)
        var secret = String.UnicodeScalarView()
        while true {
            switch keys.next() {
            case .scalar("\r"), .scalar("\n"): return .line(String(secret))
            case .scalar("\u{3}"): return .interrupted
            case .scalar("\u{4}"):
                if secret.isEmpty { return .endOfFile }
            case .scalar("\u{1a}"): interludes.stop()
            case .scalar("\u{8}"), .scalar("\u{7f}"): _ = secret.popLast()
            case .scalar("\u{15}"): secret.removeAll()
            case .scalar(let scalar):
                if !scalar.isDangerousOnTerminal, secret.count < Self.longestSecret { secret.append(scalar) }
            case .paste(let text): secret.append(contentsOf: text.trimmingLineEnds.unicodeScalars)
            case .wake(UInt8(SIGCONT)): interludes.goOn()
            case .wake:
                if mailbox.isCurrentCancelled { return .interrupted }
            case .pasteTooLong: break
            case .endOfInput: return .endOfFile
            case .failed(let number):
                return .failed(TerminalError(.read, "The secret could not be read", errno: number))
            }
        }
    }

    /// Goes back to the shell, and asks again from there on; what was typed already still counts.
    private func stop(_ original: termios, prompt: String) {
        var original = original
        write(brackets(false) + "\n")
        tcsetattr(input, TCSADRAIN, &original)
        kill(0, SIGTSTP)
        _ = mailbox.waitForContinuation()
        hideInput(original)
        write(brackets(true) + prompt)
    }

    private func brackets(_ isOn: Bool) -> String {
        bracketsPaste ? isOn ? "\u{1b}[?2004h" : "\u{1b}[?2004l" : ""
    }

    /// No echo, keys one by one, and Ctrl-C as a key rather than a signal.
    private func hideInput(_ original: termios) {
        var hidden = original
        hidden.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
        tcsetattr(input, TCSADRAIN, &hidden)
    }

    private func write(_ text: String) {
        // A terminal that is gone shows itself at the next read.
        try? Descriptor.writeAll(Array(text.utf8), to: output)
    }
}

extension String {
    /// Without the line ends behind it, which whoever copies a line copies too.
    fileprivate var trimmingLineEnds: String {
        var text = self
        while text.last == "\n" { text.removeLast() }
        return text
    }
}
