import Foundation
import Glibc
import Testing

@testable import Terminal

@Suite(.timeLimit(.minutes(1)))
struct LineEditorTests {
    @Test(arguments: [
        ("show\r", "show"),
        ("\r", ""),
        ("get /größe 日本語 😀\r", "get /größe 日本語 😀"),
        ("日本\u{7f}語\r", "日語"),
        ("é😀\u{7f}\u{7f}x\r", "x"),
        ("world\u{1}hello \u{5}!\r", "hello world!"),
        ("keep drop\u{1}\u{6}\u{6}\u{6}\u{6}\u{b}\u{5}ed\r", "keeped"),
        ("one two\u{17}\u{1}\u{19} \r", "two one "),
        ("abc\u{1b}[D\u{1b}[D\u{1b}[3~X\r", "aXc"),
        ("bc\u{1b}[Ha\u{1b}[Fd\r", "abcd"),
        ("abc\u{1}\u{4}\r", "bc"),
        ("\u{1b}\u{62}tab\r", "tab"),
    ])
    func `Keys edit a line`(keys: String, line: String) async throws {
        #expect(try await EditorBench().entry(typing: keys) == .line(line))
    }

    @Test func `Ctrl-C gives the line up and not the prompt`() async throws {
        let bench = try EditorBench()
        #expect(try await bench.lines("half\u{3}", "whole\r") == [.interrupted, .line("whole")])
    }

    @Test func `Ctrl-C shows what was given up`() async throws {
        let bench = try EditorBench()
        _ = try await bench.entry(typing: "half a line\u{1}\u{3}")
        try await bench.terminal.wait(for: "^C\r\n")
    }

    @Test func `Ctrl-D leaves on an empty line only`() async throws {
        let bench = try EditorBench()
        #expect(try await bench.lines("x\u{4}\r", "\u{4}") == [.line("x"), .endOfFile])
    }

    @Test func `The terminal is as it was once a line is read`() async throws {
        let bench = try EditorBench()
        var before = termios()
        tcgetattr(bench.terminal.device, &before)
        _ = try await bench.entry(typing: "show\r")
        var after = termios()
        tcgetattr(bench.terminal.device, &after)
        #expect(after.c_lflag == before.c_lflag)
        #expect(after.c_iflag == before.c_iflag)
        try await bench.terminal.wait(for: "\u{1b}[?2004l")
    }

    @Test func `A hung up terminal ends the input`() async throws {
        let bench = try EditorBench()
        async let event = bench.editor.nextLine(prompt: "> ")
        try await bench.terminal.wait(until: "keys are read") { bench.terminal.isRaw }
        bench.terminal.hangUp()
        #expect(await event == .endOfFile)
    }

    @Test func `A cancelled task gives the line up`() async throws {
        let bench = try EditorBench()
        let task = Task { await bench.editor.nextLine(prompt: "> ") }
        try await bench.terminal.wait(until: "keys are read") { bench.terminal.isRaw }
        task.cancel()
        #expect(await task.value == .interrupted)
        #expect(try await bench.entry(typing: "next\r") == .line("next"))
    }

    @Test func `A blocking call gives the same`() async throws {
        let bench = try EditorBench()
        async let event = withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: bench.editor.readLine(prompt: "> ")) }
        }
        try await bench.terminal.wait(until: "keys are read") { bench.terminal.isRaw }
        try await bench.terminal.type("here\r")
        #expect(await event == .line("here"))
    }

    @Test func `A coloured prompt takes the room that it shows`() async throws {
        let bench = try EditorBench(columns: 20)
        let prompt = "\u{1b}[1;36mserika\u{1b}[0m> "
        let event = try await bench.entry(typing: "0123456789abcdef\u{1}\u{4}\r", prompt: prompt)
        #expect(event == .line("123456789abcdef"))
        #expect(bench.terminal.text.contains("\u{1b}[1;36mserika\u{1b}[0m> "))
    }

    @Test func `A line longer than the window wraps and stays whole`() async throws {
        let long = String((0..<300).map { Character(Unicode.Scalar(UInt8(97 + $0 % 26))) })
        let event = try await EditorBench(columns: 20).entry(typing: long + "\u{1}\u{4}\u{5}!\r")
        #expect(event == .line(String(long.dropFirst()) + "!"))
    }

    @Test func `A dumb terminal gets no escape sequences`() async throws {
        let bench = try EditorBench(term: "dumb")
        #expect(try await bench.entry(typing: "plain\u{7f}e\r") == .line("plaie"))
        #expect(!bench.terminal.text.contains("\u{1b}"))
    }

    @Test func `A terminal of unknown kind is a dumb one`() async throws {
        #expect(try await EditorBench(term: "nobody-knows-it").entry(typing: "show\r") == .line("show"))
    }

    @Test func `Ctrl-R finds an earlier entry`() async throws {
        let bench = try EditorBench()
        let events = try await bench.lines("exchange code=1\r", "show headers\r", "\u{12}chan\r")
        #expect(events.last == .line("exchange code=1"))
    }

    @Test func `Something announced appears above the line, which stays`() async throws {
        let bench = try EditorBench()
        async let event = bench.editor.nextLine(prompt: "> ")
        try await bench.terminal.wait(until: "keys are read") { bench.terminal.isRaw }
        try await bench.terminal.type("half")
        try await bench.terminal.wait(for: "half")
        bench.editor.announce("The token expired.")
        try await bench.terminal.wait(for: "The token expired.\r\n> half")
        try await bench.terminal.type(" done\r")
        #expect(await event == .line("half done"))
    }

    @Test func `The user's own keys are honoured, and the essential ones survive vi`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("bind -v\nkeyway:bind ^T ed-move-to-beg\n", to: "editrc")
        let bench = try EditorBench { $0.environment["EDITRC"] = folder.path("editrc") }
        #expect(
            try await bench.lines("bc\u{14}a\r", "xyz\u{1b}0x\r", "y\u{3}", "\u{4}") == [
                .line("abc"), .line("yz"), .interrupted, .endOfFile,
            ])
    }

    @Test func `Without a terminal there is no editor`() throws {
        var configuration = LineEditorConfiguration(environment: [:])
        configuration.input = try #require(fopen("/dev/null", "r").map { fileno($0) })
        let error = #expect(throws: TerminalError.self) { try LineEditor(configuration) }
        #expect(error?.code == .notATerminal)
    }
}
