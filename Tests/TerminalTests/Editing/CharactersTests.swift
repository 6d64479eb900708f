import Testing

@testable import Terminal

/// Characters of several scalars: marks, joined emoji, flags, syllables.
@Suite(.timeLimit(.minutes(1)))
struct CharactersTests {
    static let characters = [
        "e\u{301}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F1E9}\u{1F1EA}", "\u{2764}\u{FE0F}",
        "\u{1F44D}\u{1F3FD}", "\u{915}\u{94D}\u{937}", "\u{E19}\u{E49}\u{E33}", "1\u{FE0F}\u{20E3}",
        "\u{1112}\u{1161}\u{11AB}", "o\u{302}\u{323}\u{300}",
    ]

    @Test(arguments: characters)
    func `Backspace and the arrows take a character as a whole`(_ character: String) async throws {
        let bench = try EditorBench()
        #expect(try await bench.entry(typing: "a\(character)b\u{7f}\u{7f}c\r").line == "ac")
        #expect(try await bench.entry(typing: "a\(character)b\u{1b}[D\u{1b}[Dx\r").line == "ax\(character)b")
        #expect(try await bench.entry(typing: "a\(character)\u{1b}[D\u{1b}[3~b\r").line == "ab")
    }

    @Test(arguments: characters)
    func `Nothing of a character is lost, typed, pasted or recalled`(_ character: String) async throws {
        let bench = try EditorBench()
        let line = "set a = \(character)\(character) \(character)"
        let typed = try await bench.entry(typing: line + "\r").line
        #expect(typed.map { Array($0.unicodeScalars) } == Array(line.unicodeScalars))
        let recalled = try await bench.entry(typing: "\u{1b}[A\r").line
        #expect(recalled.map { Array($0.unicodeScalars) } == Array(line.unicodeScalars))
        let pasted = try await bench.entry(typing: "\u{1b}[200~\(line)\u{1b}[201~\r").line
        #expect(pasted.map { Array($0.unicodeScalars) } == Array(line.unicodeScalars))
    }

    @Test(arguments: ["\u{301}", "\u{200D}", "\u{20001}\u{12001}\u{F0001}\u{10FFFD}", "\u{1FAE9}"])
    func `What could be taken for a stand-in, or has no width, stays itself`(_ text: String) async throws {
        let line = try await EditorBench().entry(typing: text + "\u{1}\u{4}x\u{5}" + text + "\r").line
        #expect(line.map { Array($0.unicodeScalars) } == Array(("x" + text.dropFirst() + text).unicodeScalars))
    }

    @Test func `A mark is written behind its letter, and alone on a circle`() async throws {
        let bench = try EditorBench()
        _ = try await bench.entry(typing: "e\u{301}x\r")
        #expect(bench.terminal.text.unicodeScalars.contains("\u{301}"))
        _ = try await bench.entry(typing: "\u{301}\r")
        try await bench.terminal.wait(for: "\u{25CC}\u{301}")
    }

    @Test func `A stand-in is as wide as what is drawn for it`() async throws {
        // The editor's thread knows the widths.
        _ = try await EditorBench().entry(typing: "\r")
        let widths = await withCheckedContinuation { continuation in
            EditorThread.shared.enqueue { continuation.resume(returning: Self.characters.map(Self.widths)) }
        }
        for (character, (held, drawn)) in zip(Self.characters, widths) { #expect(held == drawn, "\(character)") }
    }

    private static func widths(_ character: String) -> (held: Int, drawn: Int) {
        let standIns = StandIns()
        let encoded = standIns.encode(character)
        let drawn = standIns.draw(String(String.UnicodeScalarView(encoded)))
        return (LineLayout(prompt: [], line: encoded, width: 80).column, drawn.terminalWidth)
    }
}

extension LineEditorEvent {
    fileprivate var line: String? { if case .line(let line) = self { line } else { nil } }
}
