import Testing

@testable import Terminal

struct TableTests {
    private let table = Table(
        [.init("Name", style: .bold), .init("Calls", alignment: .right), .init("Scopes")],
        rows: [["serika", "12", "profile generations"], ["日本語", "3", "characters"], ["a\u{1b}[2J", "104", ""]])

    private func draw(_ table: Table, columns: Int? = nil, color: Bool = false, unicode: Bool = true) -> String {
        table.draw(TerminalCapabilities(hasColor: color, hasUnicode: unicode, columns: columns)).joined(separator: "\n")
    }

    @Test func `Columns align, by the width that characters have`() {
        #expect(
            draw(table) == #"""
                Name        Calls  Scopes
                serika         12  profile generations
                日本語          3  characters
                a\u{1b}[2J    104
                """#)
    }

    @Test func `The widest column gives way`() {
        #expect(
            draw(table, columns: 30) == #"""
                Name        Calls  Scopes
                serika         12  profile ge…
                日本語          3  characters
                a\u{1b}[2J    104
                """#)
    }

    @Test func `Colour does not move anything`() {
        let drawn = draw(
            Table([.init("Name", style: .accent), .init("N", alignment: .right)], rows: [["ab", "1"]]), color: true)
        #expect(drawn == "\u{1b}[1mName\u{1b}[0m  \u{1b}[1mN\u{1b}[0m\n\u{1b}[36mab\u{1b}[0m    1")
    }

    @Test func `A table without rows says so`() {
        #expect(draw(Table([.init("Name")], emptyMessage: "No clients yet.")) == "No clients yet.")
    }

    @Test func `Rows may be short, and ASCII is enough`() {
        let table = Table([.init("Name"), .init("Value")], rows: [["only"], ["x", "a long value"]])
        #expect(
            draw(table, columns: 14, unicode: false) == """
                Name  Value
                only
                x     a lon...
                """)
    }

    @Test func `No line is wider than the terminal`() {
        for columns in 20...60 {
            for line in table.draw(TerminalCapabilities(columns: columns)) { #expect(line.terminalWidth <= columns) }
        }
    }
}
