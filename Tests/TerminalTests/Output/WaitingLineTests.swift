import Glibc
import TestSupport
import Testing

@testable import Terminal

@Suite(.timeLimit(.minutes(1))) struct WaitingLineTests {
    private let time = ManualTime()

    private func line(on terminal: PseudoTerminal, _ manner: WaitingLine.Manner) -> WaitingLine {
        let (device, time) = (terminal.device, time)
        let clock = WaitingLine.Clock(now: { time.now }, sleep: { try await time.sleep(for: $0) })
        return WaitingLine(descriptor: device, manner: manner, clock: clock) {
            TerminalCapabilities(descriptor: device, environment: ["TERM": "xterm", "NO_COLOR": "1"])
        }
    }

    /// Lets a second pass, once the line waits for it.
    private func passSecond() async throws {
        try await TestSupport.wait(until: "the line waits for the next second") { time.sleeperCount == 1 }
        time.advance(by: .seconds(1))
    }

    @Test func itComesAfterAWhileAndGoesWithoutATrace() async throws {
        let terminal = try PseudoTerminal()
        let line = line(on: terminal, .redrawn)
        let wait = line.begin("waiting for a.example")
        #expect(terminal.text.isEmpty)
        try await passSecond()
        try await terminal.wait(for: "waiting for a.example  1 s")
        try await passSecond()
        try await terminal.wait(for: "waiting for a.example  2 s")
        line.end(wait)
        #expect(terminal.text.hasSuffix("\r\u{1B}[K"))
    }

    @Test func whatIsWrittenTakesItsPlace() async throws {
        let terminal = try PseudoTerminal()
        let line = line(on: terminal, .redrawn)
        let output = TerminalOutput(
            descriptor: terminal.device, environment: ["TERM": "xterm"], waiting: line)
        let wait = line.begin("waiting")
        try await passSecond()
        try await terminal.wait(for: "waiting  1 s")
        output.writeLine("news")
        #expect(terminal.text.hasSuffix("waiting  1 s\r\u{1B}[Knews\r\n"))
        line.end(wait)
    }

    @Test func whatIsOverSoonIsNotMentioned() async throws {
        let terminal = try PseudoTerminal()
        let line = line(on: terminal, .redrawn)
        let wait = line.begin("waiting")
        try await TestSupport.wait(until: "the line waits for the first second") { time.sleeperCount == 1 }
        line.end(wait)
        time.advance(by: .seconds(9))
        #expect(terminal.text.isEmpty)
    }

    @Test func itIsSaidOnceWhereTheCursorStays() async throws {
        let terminal = try PseudoTerminal()
        let line = line(on: terminal, .once)
        let wait = line.begin("waiting for a.example")
        try await passSecond()
        try await terminal.wait(for: "waiting for a.example\r\n")
        line.end(wait)
        #expect(terminal.text == "waiting for a.example\r\n")
    }

    @Test func aNameOfAServerCannotMoveTheCursor() async throws {
        let terminal = try PseudoTerminal(columns: 30)
        let line = line(on: terminal, .redrawn)
        let wait = line.begin("waiting for \u{1B}[2Ja-name-that-is-much-too-long")
        try await passSecond()
        try await terminal.wait(for: "…")
        line.end(wait)
        #expect(!terminal.text.contains("\u{1B}[2J"))
    }

    @Test func whatFollowsCtrlCStandsOnALineOfItsOwn() async throws {
        let terminal = try PseudoTerminal(columns: 20)
        let line = line(on: terminal, .redrawn)
        line.leaveEcho()
        #expect(terminal.text == "\r\n")
        // One that is drawn goes together with the ^C behind it, which still has room.
        let wait = line.begin("waiting for a-long-name")
        try await passSecond()
        try await terminal.wait(for: "waiting for a-lo…")
        line.leaveEcho()
        #expect(terminal.text.hasSuffix("waiting for a-lo…\r\u{1B}[K"))
        line.end(wait)
        var modes = termios()
        tcgetattr(terminal.device, &modes)
        modes.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(terminal.device, TCSANOW, &modes)
        terminal.forget()
        line.leaveEcho()
        #expect(terminal.text.isEmpty)
    }
}
