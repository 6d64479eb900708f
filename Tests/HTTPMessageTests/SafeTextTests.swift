import HTTPMessage
import Testing

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("plain é 漢", "plain é 漢"), ("\u{1b}[31mred\r\n", "\u{fffd}[31mred\u{fffd}\u{fffd}"),
        ("\u{202e}txt.exe\u{9b}2J\u{7f}", "\u{fffd}txt.exe\u{fffd}2J\u{fffd}"), ("a\u{2028}b", "a\u{fffd}b"),
    ])
    func controlsAreReplaced(text: String, safe: String) {
        #expect(text.safeToShow == safe)
    }

    @Test func longTextIsCut() {
        #expect(String(repeating: "x", count: 10_000).safeToShow == String(repeating: "x", count: 300) + "…")
    }

    @Test(arguments: [
        ("http://u:p@h/a@b", "http://h/a@b"), ("u:p@h:1", "h:1"), ("http://a@b@h?x@y", "http://h?x@y"),
        ("http://h/", "http://h/"), ("h:1", "h:1"), ("", ""), ("http://é:p@h#@", "http://h#@"),
    ])
    func userinfoIsTakenOut(url: String, bare: String) {
        #expect(url.withoutUserinfo == bare)
    }
}
