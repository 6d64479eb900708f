import Testing

@testable import Terminal

struct ASCIITests {
    @Test(arguments: [
        ("plain", "plain"), ("“no” – RFC 6749 §4.1…", "'no' - RFC 6749 sec. 4.1..."), ("größe 日本 …", "größe 日本 ..."),
        ("at_…#abcdef    next\nat_…#a next", "at_...#abcdef  next\nat_...#a next"),
        ("\u{1b}[2m…\u{1b}[0m   x", "\u{1b}[2m...\u{1b}[0m x"), ("a\n\n  … b\n", "a\n\n  ... b\n"),
    ])
    func `Signs have a form in ASCII, and columns stay in line`(text: String, ascii: String) {
        #expect(text.inASCII == ascii)
    }

    @Test func `Only a terminal without UTF-8 is written to so, and data never`() throws {
        for (locale, shown) in [("C", "...…"), ("C.UTF-8", "……"), ("", "……")] {
            let terminal = try PseudoTerminal()
            let output = TerminalOutput(descriptor: terminal.device, environment: ["LC_ALL": locale])
            output.write("…")
            output.write(bytes: "…".utf8)
            #expect(terminal.text == shown)
        }
        let pipe = TerminalOutput(
            like: TerminalOutput(descriptor: -1, environment: ["LC_ALL": "C"])
        ) { #expect($0 == Array("…".utf8)) }
        pipe.write("…")
    }
}
