import Testing

@testable import Terminal

/// Ctrl-R, as it is typed, and on a terminal where lines only go on.
@Suite(.timeLimit(.minutes(1)))
struct HistorySearchTests {
    private func bench(term: String = "xterm") async throws -> EditorBench {
        let bench = try EditorBench(term: term)
        _ = try await bench.lines("exchange code=1\r", "exchange code=2\r", "show headers\r")
        return bench
    }

    static let searches: [(keys: String, line: String)] = [
        ("\u{12}exch\r", "exchange code=2"), ("\u{12}exch\u{12}\r", "exchange code=1"),
        ("\u{12}exch\u{12}\u{13}\r", "exchange code=2"), ("\u{12}exchx\u{7f}\u{12}\r", "exchange code=1"),
        ("\u{12}code=1\u{1b}[D\u{7f}3\r", "exchange code31"), ("half\u{12}exch\u{7} more\r", "half more"),
        ("\u{12}\u{1b}[200~=2\u{1b}[201~!\u{7f}\u{5}9\r", "exchange code=29"), ("\u{12}zzz\u{7}a\r", "a"),
        ("\u{12}head\u{1}\u{b}\u{12}\u{12}\r", "show headers"),
    ]

    @Test(arguments: searches)
    func `What was searched for stands in the line`(_ example: (keys: String, line: String)) async throws {
        let bench = try await bench()
        #expect(try await bench.entry(typing: example.keys) == .line(example.line))
    }

    @Test func `Ctrl-C gives up search and line`() async throws {
        let bench = try await bench()
        #expect(try await bench.lines("half\u{12}exch\u{3}", "whole\r") == [.interrupted, .line("whole")])
        try await bench.terminal.wait(for: "whole")
    }

    @Test func `Entries of several lines are found`() async throws {
        let bench = try EditorBench { $0.isComplete = { $0 != "for" } }
        _ = try await bench.lines("for\reach\r", "other\r")
        #expect(try await bench.entry(typing: "\u{12}each\r") == .line("for\neach"))
    }

    @Test func `On a dumb terminal a line asks, and the next one shows what was found`() async throws {
        let bench = try await bench(term: "dumb")
        #expect(try await bench.entry(typing: "\u{12}exch\r", "!\r") == .line("exchange code=2!"))
        #expect(bench.terminal.text.contains("\r\nsearch: exch\r\n> exchange code=2"))
        #expect(
            try await bench.entry(typing: "\u{12}head\r", "\u{12}exch\r", "\u{12}\r", "\u{12}\r", "?\r")
                == .line("exchange code=1?"))
        #expect(try await bench.entry(typing: "half\u{12}nobody\r", "\r") == .line("half"))
        #expect(bench.terminal.text.contains("nothing with \"nobody\"\r\n> half"))
        #expect(try await bench.entry(typing: "half\u{12}exch\u{3}") == .interrupted)
        #expect(!bench.terminal.text.contains("\u{1b}"))
    }
}
