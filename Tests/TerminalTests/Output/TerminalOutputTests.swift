import Glibc
import Testing

@testable import Terminal

struct TerminalOutputTests {
    /// Two ends of a pipe.
    private func pipeEnds() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        return (ends[0], ends[1])
    }

    @Test func `A pipe gets what was flushed, in order and whole`() async throws {
        let (readEnd, writeEnd) = pipeEnds()
        let output = TerminalOutput(descriptor: writeEnd, environment: [:])
        let reader = Task.detached {
            var all: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while case let count = read(readEnd, &buffer, buffer.count), count > 0 { all += buffer[..<count] }
            return String(decoding: all, as: UTF8.self)
        }
        let lines = (0..<20_000).map { "line \($0)" }
        for line in lines { output.writeLine(line) }
        output.flush()
        close(writeEnd)
        #expect(await reader.value == lines.joined(separator: "\n") + "\n")
        #expect(output.failure == nil)
    }

    @Test func `A reader that went away is a failure, not a signal`() {
        signal(SIGPIPE, SIG_IGN)
        let (readEnd, writeEnd) = pipeEnds()
        close(readEnd)
        let output = TerminalOutput(descriptor: writeEnd, environment: [:], isBuffered: false)
        output.writeLine("lost")
        #expect(output.failure?.code == .closed)
        #expect(output.failure?.errno == EPIPE)
    }

    @Test func `A full disk is a failure with its reason`() throws {
        let full = open("/dev/full", O_WRONLY)
        let output = TerminalOutput(descriptor: full, environment: [:])
        output.writeLine("lost")
        #expect(output.failure == nil)
        output.flush()
        #expect(output.failure?.message == "Output could not be written: No space left on device")
        close(full)
    }

    @Test func `A terminal has its window's width`() throws {
        let terminal = try PseudoTerminal(columns: 123)
        let capabilities = TerminalCapabilities(
            descriptor: terminal.device, environment: ["TERM": "xterm", "COLUMNS": "50"])
        #expect(
            capabilities
                == TerminalCapabilities(
                    isTerminal: true, movesCursor: true, hasColor: true, columns: 123, rows: 24))
    }

    @Test func `A pipe has no width and no colour`() {
        let (readEnd, writeEnd) = pipeEnds()
        defer { [readEnd, writeEnd].forEach { close($0) } }
        #expect(
            TerminalCapabilities(descriptor: writeEnd, environment: ["TERM": "xterm", "COLUMNS": "50"])
                == TerminalCapabilities())
    }

    @Test(arguments: [
        (ColorPolicy.auto, true, ["TERM": "xterm"], true),
        (.auto, false, ["TERM": "xterm"], false),
        (.auto, true, ["TERM": "dumb"], false),
        (.auto, true, [:], false),
        (.auto, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
        (.auto, true, ["TERM": "xterm", "NO_COLOR": ""], true),
        (.auto, false, ["CLICOLOR_FORCE": "1"], true),
        (.auto, false, ["CLICOLOR_FORCE": "0"], false),
        (.auto, true, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false),
        (.always, false, ["NO_COLOR": "1"], true),
        (.never, true, ["TERM": "xterm", "CLICOLOR_FORCE": "1"], false),
    ])
    func `When there is colour`(policy: ColorPolicy, isTerminal: Bool, environment: [String: String], hasColor: Bool) {
        #expect(policy.allowsColor(isTerminal: isTerminal, environment: environment) == hasColor)
    }

    @Test(
        arguments: [
            ([:], true), (["LANG": "de_DE.UTF-8"], true), (["LANG": "C.utf8"], true), (["LANG": "C"], false),
            (["LANG": "de_DE.UTF-8", "LC_ALL": "C"], false), (["LC_CTYPE": "POSIX"], false),
            (["LC_ALL": "", "LANG": "C.UTF-8"], true),
        ] as [([String: String], Bool)])
    func `When there is Unicode`(environment: [String: String], hasUnicode: Bool) {
        #expect(Locale.isUnicode(environment) == hasUnicode)
    }
}
