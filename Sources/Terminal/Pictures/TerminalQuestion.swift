internal import Glibc

/// Asks a terminal what it can do: its primary device attributes (DA1, ECMA-48 8.3.24).
struct TerminalQuestion {
    let input: Int32
    let output: Int32
    /// How it is told that no answer comes.
    var pause: KeyReader.Pause = KeyReader.realPause

    /// In milliseconds. A terminal at hand answers in one or two; one that never does must not be waited for.
    private static let patience: Int32 = 300
    private static let longestAnswer = 128

    /// Whether it says that it draws sixels; nil where it was not asked, since keys wait to be read, which must not be
    /// taken away.
    func drawsSixels() -> Bool? {
        guard isatty(input) == 1, isatty(output) == 1 else { return false }
        guard !Descriptor.poll(input, for: POLLIN, milliseconds: 0) else { return nil }
        return answer().map(Self.drawsSixels) ?? false
    }

    /// `ESC [ ? 62 ; 4 ; 22 c`: the numbers after the first are what it can do, and 4 is sixels.
    static func drawsSixels(_ answer: [UInt8]) -> Bool {
        let text = String(decoding: answer, as: UTF8.self)
        guard let match = text.firstMatch(of: /\u{1B}\[\?([0-9;]*)c/) else { return false }
        return match.1.split(separator: ";").dropFirst().contains("4")
    }

    private func answer() -> [UInt8]? {
        let raw = UnsafeMutablePointer<RawTerminal>.allocate(capacity: 1)
        defer { raw.deallocate() }
        raw.initialize(
            to: RawTerminal(input: input, output: output, wake: -1, original: termios(), bracketsPaste: false))
        guard tcgetattr(input, &raw.pointee.original) == 0 else { return nil }
        SignalWatch.add(raw)
        defer { SignalWatch.remove(raw) }
        var silent = raw.pointee.original
        // Ctrl-C stays a signal.
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON)
        tcsetattr(input, TCSADRAIN, &silent)
        defer { tcsetattr(input, TCSADRAIN, &raw.pointee.original) }
        do {
            try Descriptor.writeAll(Array("\u{1B}[c".utf8), to: output)
        } catch {
            return nil
        }
        return read()
    }

    private func read() -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < Self.longestAnswer, pause(input, Self.patience) {
            var byte: UInt8 = 0
            guard Glibc.read(input, &byte, 1) == 1 else { break }
            bytes.append(byte)
            if byte == UInt8(ascii: "c") { return bytes }
        }
        return nil
    }
}
