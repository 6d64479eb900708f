import Testing

@testable import Terminal

struct WidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("größe", 5), ("e\u{301}", 1), ("日本", 4), ("ﾊﾝ", 2), ("한국", 4),
        ("\u{1112}\u{1161}\u{11ab}", 2),
        ("😀", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("👍🏽", 2), ("✓ →", 3), ("\u{1b}[1;31mred\u{1b}[0m", 3),
        ("…", 1),
    ])
    func `Columns of a text`(text: String, width: Int) {
        #expect(text.terminalWidth == width)
    }

    @Test(arguments: [
        ("short", 5, "short"), ("longer", 5, "long…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("abc", 1, "…"),
        ("abc", 0, ""),
        ("\u{1b}[31mlonger\u{1b}[0m", 3, "\u{1b}[31mlo…\u{1b}[0m"),
    ])
    func `A cut shows`(text: String, width: Int, cut: String) {
        #expect(text.truncated(toWidth: width) == cut)
    }

    @Test func `ASCII has three dots`() { #expect("abcdefgh".truncated(toWidth: 6, ellipsis: "...") == "abc...") }

    @Test(arguments: [(Alignment.left, "日本  "), (.right, "  日本"), (.center, " 日本 ")])
    func `Blanks fill a field`(alignment: Alignment, filled: String) {
        #expect("日本".padded(toWidth: 6, alignment: alignment) == filled)
    }

    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 20, ["one  two"]),
        ("abcdefgh ij", 4, ["abcd", "efgh", "ij"]),
        ("a\n\nb", 4, ["a", "", "b"]),
        ("日本語 日本", 5, ["日本", "語", "日本"]),
        ("", 4, [""]),
    ])
    func `Lines break at blanks`(text: String, width: Int, lines: [String]) {
        #expect(text.wrapped(toWidth: width) == lines)
    }

    @Test func `Nothing that was cut or wrapped is too wide`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let text = randomText(using: &generator).sanitizedForOneLine()
            let width = Int.random(in: 2..<12, using: &generator)
            #expect(text.truncated(toWidth: width).terminalWidth <= width, "\(text.debugDescription)")
            #expect(
                text.wrapped(toWidth: width).allSatisfy { line in
                    line.terminalWidth <= width || line.contains { $0.terminalWidth > width }
                },
                "\(text.debugDescription)")
            #expect(text.padded(toWidth: width).terminalWidth >= width)
        }
    }
}
