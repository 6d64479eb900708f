import Testing

@testable import Terminal

/// Entries of several lines, however they come.
@Suite(.timeLimit(.minutes(1)))
struct EntryTests {
    private static let paste = (start: "\u{1b}[200~", end: "\u{1b}[201~")

    private func benchWithQuotes() throws -> EditorBench {
        try EditorBench {
            $0.isComplete = { $0.count { $0 == "\"" } % 2 == 0 }
            $0.continuationPrompt = "... "
        }
    }

    @Test func `An incomplete text goes on, and is one entry`() async throws {
        let bench = try benchWithQuotes()
        #expect(try await bench.entry(typing: "say \"one\rtwo\r\rthree\"\r") == .line("say \"one\ntwo\n\nthree\""))
        #expect(bench.terminal.text.contains("... two"))
        #expect(try await bench.entry(typing: "\u{10}\r") == .line("say \"one\ntwo\n\nthree\""))
    }

    @Test func `Ctrl-C gives up all lines of an entry`() async throws {
        let bench = try benchWithQuotes()
        #expect(try await bench.lines("say \"one\rtwo\u{3}", "show\r") == [.interrupted, .line("show")])
    }

    @Test func `Ctrl-D under a continuation hands over what there is`() async throws {
        #expect(try await benchWithQuotes().entry(typing: "say \"one\r\u{4}") == .line("say \"one"))
    }

    @Test func `A pasted block is one entry that waits for Enter`() async throws {
        let bench = try EditorBench()
        async let event = bench.editor.nextLine(prompt: "> ")
        try await bench.terminal.wait(for: "\u{1b}[?2004h")
        try await bench.terminal.wait(until: "keys are read") { bench.terminal.isRaw }
        try await bench.terminal.type(Self.paste.start + "set a=1\r\nset b=2\rget /x\n\n" + Self.paste.end)
        try await bench.terminal.wait(for: "get /x")
        try await bench.terminal.type(" --again\r")
        #expect(await event == .line("set a=1\nset b=2\nget /x --again"))
    }

    @Test func `A paste goes in at the cursor, without what a terminal would act on`() async throws {
        let pasted = Self.paste.start + "a\u{3}\u{1b}[31m\u{9b}\u{202e}b\u{4}" + Self.paste.end
        #expect(try await EditorBench().entry(typing: "<>\u{2}\(pasted)|\r") == .line("<a[31mb|>"))
    }

    @Test func `What follows a paste is typed`() async throws {
        let pasted = Self.paste.start + "one" + Self.paste.end
        #expect(try await EditorBench().entry(typing: pasted + "\u{7f}" + pasted + "\r") == .line("onone"))
    }

    @Test func `A large paste arrives whole, and one too large not at all`() async throws {
        let bench = try EditorBench()
        let large = String(repeating: "x", count: 3_000)
        #expect(try await bench.entry(typing: Self.paste.start + large + Self.paste.end + "\r") == .line(large))
        let huge = String(repeating: "y", count: KeyReader.longestPaste + 1)
        #expect(try await bench.entry(typing: "a" + Self.paste.start + huge + Self.paste.end + "b\r") == .line("ab"))
        #expect(bench.terminal.text.contains("longer than 256 KiB"))
    }

    @Test func `A paste taller than the window arrives whole`() async throws {
        let block = (1...100).map { "line \($0)" }.joined(separator: "\n")
        let bench = try EditorBench()
        #expect(try await bench.entry(typing: Self.paste.start + block + Self.paste.end + "\r") == .line(block))
        #expect(try await bench.entry(typing: "\u{10}\r") == .line(block))
    }

    @Test func `Broken UTF-8 costs the broken bytes only`() async throws {
        let bench = try EditorBench()
        async let event = bench.editor.nextLine(prompt: "> ")
        try await bench.terminal.wait(until: "keys are read") { bench.terminal.isRaw }
        try bench.terminal.send([0x61, 0xC3, 0x62, 0xFF, 0x63, 0xE2, 0x82, 0x64, 0x0D])
        #expect(await event == .line("abcd"))
    }
}
