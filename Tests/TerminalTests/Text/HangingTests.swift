import Testing

@testable import Terminal

@Suite struct HangingTests {
    private func laidOut(_ text: String, _ width: Int) -> String {
        text.wrappedHanging(toWidth: width).joined(separator: "\n")
    }

    @Test func `What fits stays as it is`() {
        #expect(laidOut("  name    what it is\nplain", 40) == "  name    what it is\nplain")
    }

    @Test func `A description stands under its beginning`() {
        #expect(
            laidOut("  --auth METHOD  a way to say who the client is, of its own", 45) == """
                  --auth METHOD  a way to say who the client
                                 is, of its own
                """)
    }

    @Test func `Where too little is left it stands below`() {
        #expect(
            laidOut("  --connect-timeout SECONDS   give up connecting after so long (10)", 40) == """
                  --connect-timeout SECONDS
                      give up connecting after so long
                      (10)
                """)
    }

    @Test func `A line of one column keeps its margin`() {
        #expect(laidOut("  one two three four", 12) == "  one two\n  three four")
        #expect(laidOut("one two three", 8) == "one two\nthree")
    }

    @Test func `No line is wider than the terminal`() {
        let text =
            "  name=value  name:=json  name==query  Header:value\n\n  日本語  ein sehr langes Wort: Donaudampfschifffahrt"
        for width in 10...60 {
            for line in text.wrappedHanging(toWidth: width) { #expect(line.terminalWidth <= width) }
        }
    }
}
