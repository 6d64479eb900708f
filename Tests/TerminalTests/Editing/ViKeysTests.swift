import Testing

@testable import Terminal

/// Vi's keys, chosen by the preference or by `.editrc`: the keys that every keyboard has work in both.
@Suite(.timeLimit(.minutes(1)))
struct ViKeysTests {
    enum Chosen: CaseIterable { case byPreference, byFile }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func bench(_ chosen: Chosen, _ more: String = "") throws -> EditorBench {
        try folder.write((chosen == .byFile ? "bind -v\n" : "") + more, to: "editrc")
        return try EditorBench {
            $0.environment["EDITRC"] = folder.path("editrc")
            $0.usesViKeys = chosen == .byPreference
        }
    }

    static let typing: [(keys: String, line: String)] = [
        ("bc\u{1b}[Ha\u{1b}[Fd\r", "abcd"), ("bc\u{1b}OHa\u{1b}OFd\r", "abcd"), ("bc\u{1b}[1~a\u{1b}[4~d\r", "abcd"),
        ("abc\u{1b}[D\u{1b}[D\u{1b}[3~X\r", "aXc"), ("abc\u{1b}[D\u{1b}[3~d\r", "abd"),
        ("one two\u{1b}[1;5Dx\u{1b}[1;5Cy\r", "one xtwoy"), ("ab\u{1b}[D\u{1b}[Cc\r", "abc"),
        ("日本\u{1b}[D語\r", "日語本"),
    ]

    @Test(arguments: Chosen.allCases, typing)
    func `Home, End, Delete and the arrows work while text is typed`(
        _ chosen: Chosen, _ example: (keys: String, line: String)
    ) async throws {
        let bench = try bench(chosen)
        #expect(try await bench.entry(typing: example.keys) == .line(example.line))
    }

    @Test(arguments: Chosen.allCases)
    func `They work as vi's commands too`(_ chosen: Chosen) async throws {
        let bench = try bench(chosen)
        // After the Escape and its pause, x deletes the character on which the cursor stands.
        #expect(try await bench.entry("abc\u{1b}", .pause, "\u{1b}[Hx\r") == .line("bc"))
        #expect(try await bench.entry("abc\u{1b}", .pause, "\u{1b}[H\u{1b}[Fx\r") == .line("ab"))
        #expect(try await bench.entry("abc\u{1b}", .pause, "\u{1b}[H\u{1b}[3~\r") == .line("bc"))
        #expect(try await bench.entry("one two\u{1b}", .pause, "\u{1b}[H\u{1b}[1;5Cx\r") == .line("one wo"))
    }

    @Test(arguments: Chosen.allCases)
    func `What is recalled is gone on with at its end`(_ chosen: Chosen) async throws {
        let bench = try bench(chosen)
        _ = try await bench.lines("one\r", "two\r")
        #expect(try await bench.entry(typing: "\u{1b}[A\u{1b}[A!\r") == .line("one!"))
        #expect(try await bench.entry(typing: "\u{1b}[A\u{1b}[A\u{1b}[B?\r") == .line("one!?"))
    }

    @Test(arguments: Chosen.allCases)
    func `Ctrl-R searches, Tab completes, Ctrl-C gives up`(_ chosen: Chosen) async throws {
        let bench = try bench(chosen)
        _ = try await bench.lines("exchange code=1\r", "show headers\r")
        #expect(try await bench.entry(typing: "\u{12}chan\r") == .line("exchange code=1"))
        #expect(try await bench.lines("half\u{3}", "whole\r") == [.interrupted, .line("whole")])
    }

    @Test func `The user's bindings survive that ours are made again`() async throws {
        let bench = try bench(.byFile, "# mine\nbind ^R ed-move-to-beg\nother:bind ^T ed-newline\n")
        #expect(try await bench.entry(typing: "bc\u{12}a\r") == .line("abc"))
    }

    @Test(arguments: Chosen.allCases)
    func `A lone Escape leaves the typing at once`(_ chosen: Chosen) async throws {
        let bench = try bench(chosen)
        #expect(try await bench.entry("abc\u{1b}", .pause, "0x\r") == .line("bc"))
    }

    @Test(arguments: Chosen.allCases)
    func `An editor is asked for by v, and by Ctrl-X Ctrl-E`(_ chosen: Chosen) async throws {
        let bench = try bench(chosen)
        #expect(try await bench.entry("abc\u{1b}", .pause, "v") == .edit("abc"))
        #expect(try await bench.entry(typing: "abc\u{18}\u{5}") == .edit("abc"))
    }
}
