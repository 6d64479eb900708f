import Foundation
import Testing

@testable import Terminal

/// Pictures on a real pseudo-terminal, which answers or does not.
@Suite(.timeLimit(.minutes(1))) struct PictureScreenTests {
    private let pauses = KeyPauses()

    private func screen(on terminal: PseudoTerminal, _ variables: [String: String] = [:]) -> PictureScreen {
        let environment = ["TERM": "xterm"].merging(variables) { $1 }
        let output = TerminalOutput(descriptor: terminal.device, environment: environment)
        return PictureScreen(
            output, input: terminal.device, environment: environment, pause: pauses.hasInput)
    }

    /// Shows a picture on a thread of its own, since it waits for the terminal.
    private func show(_ screen: PictureScreen, by choice: PictureProtocol? = nil) async -> Bool {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: (try? screen.show(PictureTests.tiny, by: choice)) ?? false)
            }
        }
    }

    @Test func aTerminalThatAnswersIsSentSixels() async throws {
        let terminal = try PseudoTerminal()
        let screen = screen(on: terminal)
        async let isShown = show(screen)
        try await terminal.wait(for: "\u{1B}[c")
        try await terminal.type("\u{1B}[?62;4;22c")
        #expect(await isShown)
        #expect(terminal.text.contains("\u{1B}P0;1q\"1;1;2;1"))
        #expect(!terminal.isRaw)
        // What it said once is remembered.
        terminal.forget()
        #expect(await show(screen))
        #expect(!terminal.text.contains("\u{1B}[c"))
    }

    @Test func aTerminalWithoutSixelsIsLeftAlone() async throws {
        let terminal = try PseudoTerminal()
        let screen = screen(on: terminal)
        async let isShown = show(screen)
        try await terminal.wait(for: "\u{1B}[c")
        try await terminal.type("\u{1B}[?1;2c")
        #expect(await !isShown)
        #expect(terminal.text == "\u{1B}[c")
    }

    @Test func aTerminalThatIsSilentIsNotWaitedForLong() async throws {
        let terminal = try PseudoTerminal()
        async let isShown = show(screen(on: terminal))
        try await pauses.pass(on: terminal)
        #expect(await !isShown)
        #expect(!terminal.isRaw)
    }

    @Test func whatIsTypedAheadIsNotTakenAway() async throws {
        let terminal = try PseudoTerminal()
        try await terminal.type("get /next\r")
        #expect(await !show(screen(on: terminal)))
        #expect(!terminal.text.contains("\u{1B}[c"))
    }

    @Test func aNamedTerminalIsNotAsked() async throws {
        let terminal = try PseudoTerminal()
        #expect(await show(screen(on: terminal, ["KITTY_WINDOW_ID": "1"])))
        #expect(terminal.text.hasPrefix("\u{1B}_Ga=T,f=100,q=2,m=0;"))
        terminal.forget()
        #expect(await !show(screen(on: terminal, ["TERM": "dumb", "KITTY_WINDOW_ID": "1"])))
        #expect(terminal.text.isEmpty)
    }

    @Test func aChoiceIsPassedThroughTmux() async throws {
        let terminal = try PseudoTerminal()
        #expect(await show(screen(on: terminal, ["TERM": "tmux-256color", "TMUX": "x"]), by: .iterm))
        #expect(terminal.text.hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}]1337;File=inline=1"))
    }
}
