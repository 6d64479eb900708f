import Glibc
import Testing

@testable import Terminal

@Suite(.timeLimit(.minutes(1)), .serialized)
struct EchoSilenceTests {
    private func echoes(_ terminal: PseudoTerminal) -> Bool {
        var modes = termios()
        return tcgetattr(terminal.device, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) != 0
    }

    @Test func `What is typed ahead is not shown, and goes to the next prompt`() async throws {
        let bench = try EditorBench()
        EchoSilence.begin(on: bench.terminal.device)
        defer { EchoSilence.end() }
        try await bench.terminal.type("typed ahead\r")
        #expect(bench.terminal.text == "")
        let event = await bench.editor.nextLine(prompt: "> ")
        #expect(event == .line("typed ahead"))
        #expect(!echoes(bench.terminal))
    }

    @Test func `A secret that is typed ahead is never shown`() async throws {
        let bench = try EditorBench()
        EchoSilence.begin(on: bench.terminal.device)
        defer { EchoSilence.end() }
        try await bench.terminal.type("hidden\r")
        #expect(await bench.editor.readSecret(prompt: "Passphrase: ") == .line("hidden"))
        #expect(!bench.terminal.text.contains("hidden"))
    }

    @Test func `A program that shares the terminal has it as it was`() async throws {
        let terminal = try PseudoTerminal()
        EchoSilence.begin(on: terminal.device)
        #expect(!echoes(terminal))
        await EchoSilence.lifted(on: terminal.device) { () async in #expect(echoes(terminal)) }
        #expect(!echoes(terminal))
        EchoSilence.end()
        #expect(echoes(terminal))
    }
}
