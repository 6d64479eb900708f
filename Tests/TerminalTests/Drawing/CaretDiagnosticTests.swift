import Testing

@testable import Terminal

struct CaretDiagnosticTests {
    private func draw(
        _ source: String, _ columns: Range<Int>, _ label: String = "", line: Int? = 12, width: Int? = nil,
        unicode: Bool = true
    ) -> String {
        CaretDiagnostic(source: source, columns: columns, label: label, lineNumber: line)
            .draw(TerminalCapabilities(hasUnicode: unicode, columns: width)).joined(separator: "\n")
    }

    @Test func `The mark is under its word`() {
        #expect(
            draw("expect statsu == 200", 7..<13, "did you mean status?") == """
                 12 │ expect statsu == 200
                    │        ^~~~~~ did you mean status?
                """)
    }

    @Test func `Tabs and wide characters take their room`() {
        #expect(
            draw("\tset 名前 = {{x}}", 10..<15, "unknown", unicode: false) == """
                 12 |     set 名前 = {{x}}
                    |                ^~~~~ unknown
                """)
    }

    @Test func `A place past the end can be marked, without a line number too`() {
        #expect(
            draw("say \"one", 8..<8, "the quote is not closed", line: nil)
                == "  say \"one\n          ^ the quote is not closed")
    }

    @Test func `What could act on the terminal is shown and counted`() {
        #expect(draw("a\u{1b}b c", 4..<5, line: nil) == "  a\\u{1b}b c\n           ^")
    }

    @Test func `A long line is cut around the mark`() {
        let source = String(repeating: "abcdefghij", count: 10)
        #expect(
            draw(source, 50..<54, width: 30) == """
                 12 │ …bcdefghijabcdefghijabc…
                    │           ^~~~
                """)
        #expect(
            draw(source, 0..<3, width: 30) == """
                 12 │ abcdefghijabcdefghijabc…
                    │ ^~~
                """)
        #expect(
            draw(source, 100..<100, width: 30) == """
                 12 │ …ijabcdefghijabcdefghij
                    │                        ^
                """)
    }

    @Test func `A label without room goes below`() {
        #expect(
            draw("expect statsu == 200", 7..<13, "did you mean status?", width: 30) == """
                 12 │ expect statsu == 200
                    │        ^~~~~~
                    │ did you mean status?
                """)
    }

    @Test func `Whatever is marked stays on the screen`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let source = randomText(using: &generator) + randomText(using: &generator)
            let start = Int.random(in: 0...source.count, using: &generator)
            let end = Int.random(in: start...(source.count + 3), using: &generator)
            let lines = CaretDiagnostic(source: source, columns: start..<end).draw(TerminalCapabilities(columns: 20))
            #expect(
                lines.allSatisfy { $0.terminalWidth <= 20 }, "\(source.debugDescription) \(start)..<\(end): \(lines)")
        }
    }
}
