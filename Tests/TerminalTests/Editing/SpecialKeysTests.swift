import Testing

@testable import Terminal

/// What terminals send for keys that are no characters.
@Suite(.timeLimit(.minutes(1)))
struct SpecialKeysTests {
    enum Keys: CaseIterable { case emacs, vi }

    private func bench(_ keys: Keys) throws -> EditorBench { try EditorBench { $0.usesViKeys = keys == .vi } }

    /// As xterm, rxvt and the console of Linux send them.
    static let unknown = [
        "[2~", "[15~", "[24~", "[3;2~", "[1;2A", "[1;5A", "[1;3B", "[[A", "OP", "O2P", "[Z", "[57441;1u", "[?1;2c",
        "[I", "[M", "[201~", "[1;5H", "[", "O",
        "[1;-9223372036854775808A", "O-9223372036854775808c", "[99999999999999999999~", "[;;;C",
    ]

    @Test(arguments: Keys.allCases, unknown)
    func `A key that means nothing leaves nothing in the line`(_ keys: Keys, _ sequence: String) async throws {
        let bench = try bench(keys)
        let key = EditorBench.Step.keys("\u{1b}\(sequence)")
        // What nothing ends is over after a pause.
        let event =
            sequence.count == 1 ? try await bench.entry(key, .pause, "ab\r") : try await bench.entry(key, "ab\r")
        #expect(event == .line("ab"))
    }

    static let known: [(keys: String, line: String)] = [
        ("one two\u{1b}[1;3Dx\u{1b}[1;3Cy\r", "one xtwoy"), ("one two\u{1b}[1;5Dx\u{1b}[1;5Cy\r", "one xtwoy"),
        ("one two\u{1b}Odx\u{1b}Ocy\r", "one xtwoy"),
        ("one two\u{1b}[H\u{1b}[3;5~\r", " two"), ("one two\u{1b}[7~\u{1b}[3^\r", " two"),
        ("one two\u{1b}[1;5H\u{1b}[3;3~\u{1b}[8~!\r", " two!"), ("ab\u{1b}[1;2Dx\r", "axb"),
        ("ab\u{1b}OHx\u{1b}OFy\r", "xaby"),
    ]

    @Test(arguments: Keys.allCases, known)
    func `Keys with a modifier go and delete by words`(
        _ keys: Keys, _ example: (keys: String, line: String)
    ) async throws {
        #expect(try await bench(keys).entry(typing: example.keys) == .line(example.line))
    }

    @Test func `Alt may be another Escape`() async throws {
        #expect(try await bench(.emacs).entry(typing: "one two\u{1b}\u{1b}[Dx\u{1b}\u{1b}[Cy\r") == .line("one xtwoy"))
    }

    @Test(arguments: Keys.allCases)
    func `Page Up recalls what begins as the line does`(_ keys: Keys) async throws {
        let bench = try bench(keys)
        _ = try await bench.lines("set a = 1\r", "show\r", "set b = 2\r", "get /x\r")
        #expect(try await bench.entry(typing: "set\u{1b}[5~\u{1b}[5~\u{1b}[5~!\r") == .line("set a = 1!"))
        #expect(try await bench.entry(typing: "set \u{1b}[5~\u{1b}[5~\u{1b}[6~\r") == .line("set a = 1!"))
        #expect(try await bench.entry(typing: "g\u{1b}[5~\u{1b}[6~\u{1b}[6~o\r") == .line("go"))
    }

    @Test func `A sequence that the user has bound goes to Editline`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("bind \"\\e[15~\" ed-move-to-beg\nbind ^[[5~ ed-move-to-end\n", to: "editrc")
        let bench = try EditorBench { $0.environment["EDITRC"] = folder.path("editrc") }
        #expect(try await bench.entry(typing: "bc\u{1b}[15~a\u{1b}[5~d\u{1b}[17~\r") == .line("abcd"))
    }

    @Test func `In vi's insert mode control keys edit and insert nothing`() async throws {
        let bench = try bench(.vi)
        #expect(try await bench.entry(typing: "abc\u{1}x\u{5}y\u{2}\u{6}z\r") == .line("xabcyz"))
        #expect(
            try await bench.entry(typing: "abc\u{1b}[D\u{b}\u{c}\u{7}\u{f}\u{1c}\u{1d}\u{1e}\u{1f}d\r") == .line("abd"))
    }

    @Test func `Ctrl-C gives up a paste whose end was lost`() async throws {
        let bench = try EditorBench()
        #expect(try await bench.entry("a\u{1b}[200~half of", "\u{3}", .pause) == .interrupted)
        #expect(try await bench.entry(typing: "next\r") == .line("next"))
    }
}
