import Testing

@testable import Terminal

/// What an editor takes over, and what it gives back.
@Suite(.timeLimit(.minutes(1)))
struct DraftTests {
    @Test func `Ctrl-X Ctrl-E hands over what was typed so far`() async throws {
        let bench = try EditorBench { $0.isComplete = { $0.hasSuffix("end") } }
        #expect(try await bench.entry(typing: "get /x\u{1}\u{18}\u{5}") == .edit("get /x"))
        #expect(try await bench.entry(typing: "for x in a\r", "show\u{18}\u{5}") == .edit("for x in a\nshow"))
    }

    @Test func `What is handed over is in no history`() async throws {
        let bench = try EditorBench()
        #expect(try await bench.lines("one\r", "two\u{18}\u{5}") == [.line("one"), .edit("two")])
        #expect(try await bench.entry(typing: "\u{1b}[A\r") == .line("one"))
    }

    @Test func `A draft stands in the line and waits for Enter`() async throws {
        let bench = try EditorBench()
        async let event = bench.editor.nextLine(prompt: "> ", draft: "for x in 日本\n  show\nend")
        try await bench.terminal.wait(for: "end")
        try await bench.terminal.type(" # more\r")
        #expect(await event == .line("for x in 日本\n  show\nend # more"))
        #expect(try await bench.entry(typing: "\u{1b}[A\r") == .line("for x in 日本\n  show\nend # more"))
    }

    @Test func `A history that is forgotten is not recalled`() async throws {
        let bench = try EditorBench()
        _ = try await bench.lines("one\r", "two\r")
        bench.editor.forgetHistory()
        #expect(try await bench.entry(typing: "\u{1b}[Athree\r") == .line("three"))
        #expect(try await bench.entry(typing: "\u{1b}[A\u{1b}[A\r") == .line("three"))
    }
}
