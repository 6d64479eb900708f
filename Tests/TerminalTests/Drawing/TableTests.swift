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
        let table = Table(
            [.init("Name"), .init("Title"), .init("N")], rows: [["serika", "A title that is long", "12"]])
        #expect(draw(table, columns: 28) == "Name    Title             N\nserika  A title that is…  12")
    }

    @Test func `The last column goes on under itself`() {
        #expect(
            draw(table, columns: 35) == #"""
                Name        Calls  Scopes
                serika         12  profile
                                   generations
                日本語          3  characters
                a\u{1b}[2J    104
                """#)
    }

    @Test func `Colour does not move anything`() {
        let drawn = draw(
            Table([.init("Name", style: .accent), .init("N", alignment: .right)], rows: [["ab", "1"]]), color: true)
        #expect(drawn == "\u{1b}[1mName\u{1b}[0m  \u{1b}[1mN\u{1b}[0m\n\u{1b}[94mab\u{1b}[0m    1")
    }

    @Test func `A table without rows says so`() {
        #expect(draw(Table([.init("Name")], emptyMessage: "No clients yet.")) == "No clients yet.")
    }

    @Test func `Rows may be short, and ASCII is enough`() {
        let table = Table([.init("Name"), .init("Value")], rows: [["only"], ["x", "a value that is longer"]])
        #expect(
            draw(table, columns: 24, unicode: false) == """
                Name  Value
                only
                x     a value that is
                      longer
                """)
    }

    @Test func `A path keeps its end`() {
        let table = Table([.init("Path", keepsEnd: true)], rows: [["/api/openai/v1/oauth/token"]])
        #expect(draw(table, columns: 20) == "Path\n…enai/v1/oauth/token")
    }

    @Test func `What is minor goes first`() {
        let table = Table(
            [.init("n"), .init("purpose", isMinor: true), .init("path"), .init("ms", isMinor: true)],
            rows: [["1", "resource", "/oauth/chat/completions", "12"]])
        #expect(
            draw(table, columns: 60)
                == "n  purpose   path                     ms\n1  resource  /oauth/chat/completions  12")
        #expect(draw(table, columns: 30) == "n  purpose   path\n1  resource  /oauth/chat/compl\n             etions")
        #expect(draw(table, columns: 27) == "n  path\n1  /oauth/chat/completions")
        #expect(draw(table, columns: 20) == "n  path\n1  /oauth/chat/compl\n   etions")
    }

    @Test func `Where no column is worth reading each row is a list`() {
        let table = Table(
            [.init(""), .init("name"), .init("client id"), .init("scope")],
            rows: [["*", "A", "client_0123456789abcdef", "profile generations"], ["", "B", "b", ""]])
        #expect(
            draw(table, columns: 30) == """
                *  name       A
                   client id  client_012345678
                              9abcdef
                   scope      profile
                              generations

                   name       B
                   client id  b
                """)
    }

    @Test func `No line is wider than the terminal`() {
        for columns in 20...60 {
            for line in table.draw(TerminalCapabilities(columns: columns)) { #expect(line.terminalWidth <= columns) }
        }
    }
}
