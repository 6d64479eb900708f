import Testing

@testable import Terminal

/// Two prompts on one history's file.
@Suite(.timeLimit(.minutes(1)))
struct SharedHistoryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func bench() throws -> EditorBench { try EditorBench { $0.historyFile = folder.path("history") } }

    @Test func `Two prompts lose nothing of each other's`() async throws {
        let (one, two) = (try bench(), try bench())
        for round in 0..<20 {
            _ = try await one.entry(typing: "one \(round)\r")
            _ = try await two.entry(typing: "for x in \(round)\u{16}\nend\r")
        }
        let entries = try PromptHistory(path: folder.path("history"), limit: 100).entries()
        #expect(entries.count == 40)
        #expect(entries.suffix(2) == ["one 19", "for x in 19\nend"])
    }

    @Test func `What is cleared is gone from the file, and both go on writing`() async throws {
        let (one, two) = (try bench(), try bench())
        _ = try await one.lines("a\r", "b\r")
        _ = try await two.entry(typing: "c\r")
        let history = PromptHistory(path: folder.path("history"), limit: 100)
        try history.clear()
        #expect(try history.entries() == [])
        _ = try await one.entry(typing: "d\r")
        _ = try await two.entry(typing: "e\r")
        #expect(try history.entries() == ["d", "e"])
    }

    @Test func `A file that is not there is an empty history`() throws {
        #expect(try PromptHistory(path: folder.path("none"), limit: 10).entries() == [])
    }
}
