import Testing

@testable import Terminal

@Suite(.timeLimit(.minutes(1)))
struct CompletionTests {
    private func bench(_ candidates: [CompletionCandidate]) throws -> EditorBench {
        try EditorBench {
            $0.completion = { line, cursor in
                let typed = line.prefix(cursor).split(separator: " ", omittingEmptySubsequences: false).last ?? ""
                return CompletionAnswer(
                    range: (cursor - typed.count)..<cursor, candidates: candidates.filter { $0.text.hasPrefix(typed) })
            }
        }
    }

    private let commands = [
        CompletionCandidate("authorize", summary: "Ask the user"),
        CompletionCandidate("authorization", summary: "Show the last one"), CompletionCandidate("again"),
        CompletionCandidate("exchange", summary: "Swap the code"), CompletionCandidate("日本語"),
    ]

    @Test(arguments: [
        ("ex\t\r", "exchange "),
        ("日\tx\r", "日本語 x"),
        ("auth\te\r", "authorize"),
        ("zzz\t\r", "zzz"),
        ("try 日\t\r", "try 日本語 "),
        (" after\u{1}ex\t\r", "exchange  after"),
    ])
    func `Tab completes what is certain`(keys: String, line: String) async throws {
        #expect(try await bench(commands).entry(typing: keys) == .line(line))
    }

    @Test func `Tab lists what is not, and the line goes on below`() async throws {
        let bench = try bench(commands)
        async let event = bench.editor.nextLine(prompt: "> ")
        try await bench.terminal.wait(until: "keys are read") { bench.terminal.isRaw }
        try await bench.terminal.type("a b\u{2}\u{2}\t")
        try await bench.terminal.wait(
            for: """
                \r
                authorize      Ask the user\r
                authorization  Show the last one\r
                again\r
                > a b
                """)
        try await bench.terminal.type("X\r")
        #expect(await event == .line("aX b"))
    }

    @Test func `A candidate that could act on the terminal is not offered`() {
        let answer = CompletionAnswer(range: 0..<1, candidates: [.init("a\u{1b}[2J"), .init("ab")])
        #expect(CompletionStep(answer, line: "a") == .replace(0..<1, with: "ab "))
    }

    @Test func `A range outside the line is cut to it`() {
        let answer = CompletionAnswer(range: 0..<99, candidates: [.init("ab")], appendsBlank: false)
        #expect(CompletionStep(answer, line: "a") == .replace(0..<1, with: "ab"))
    }

    @Test func `Many candidates are counted rather than scrolled away`() {
        let names = (1...40).map { CompletionCandidate("name\($0)") }
        #expect(
            CompletionList(candidates: names, height: 4).draw(TerminalCapabilities(columns: 30)) == [
                "name1   name4   name7", "name2   name5   name8", "name3   name6   name9", "… and 31 more",
            ])
    }
}
