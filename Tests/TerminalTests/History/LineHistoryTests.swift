import Testing

@testable import Terminal

/// History as the arrow keys find it.
@Suite(.timeLimit(.minutes(1)))
struct LineHistoryTests {
    private static let up = "\u{1b}[A"

    @Test func `Up recalls the newest first, each entry once`() async throws {
        let bench = try EditorBench()
        _ = try await bench.lines("one\r", "two\r", "one\r")
        #expect(try await bench.entry(typing: "\(Self.up)!\r") == .line("one!"))
        #expect(try await bench.entry(typing: "\(Self.up)\(Self.up)\(Self.up)\r") == .line("two"))
    }

    @Test func `What the filter refuses is neither recalled nor written, what it masks is masked`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("history")
        let bench = try EditorBench {
            $0.historyFile = path
            $0.historyFilter = { $0.contains("password") ? nil : $0.replacing("secret_abc", with: "***") }
        }
        _ = try await bench.lines("use x\r", "set secret=secret_abc\r", "password hunter2\r", " private\r", "\r")
        #expect(HistoryFile(path: path, limit: 10).load().entries == ["use x", "set secret=***"])
        #expect(try await bench.entry(typing: "\(Self.up)\r") == .line("set secret=***"))
    }

    @Test func `The next prompt recalls what the last one wrote`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("history")
        _ = try await EditorBench { $0.historyFile = path }.entry(typing: "show \\ headers\r")
        let next = try EditorBench { $0.historyFile = path }
        #expect(try await next.entry(typing: "\(Self.up)\r") == .line("show \\ headers"))
    }

    @Test func `A prompt whose history cannot be kept works on and says so once`() async throws {
        let folder = try TemporaryFolder()
        let bench = try EditorBench { $0.historyFile = folder.path("") }
        #expect(try await bench.lines("one\r", "two\r", "\(Self.up)\r") == [.line("one"), .line("two"), .line("two")])
        let warnings = bench.editor.takeWarnings()
        #expect(warnings.count { $0.contains("could not be written") } == 1)
        #expect(bench.editor.takeWarnings().isEmpty)
    }
}
