import OAuthCore
import Testing

@Suite struct PrintableTextTests {
    @Test func replacesWhatCommandsATerminal() {
        #expect(PrintableText.safe("a\u{1B}[31mb\u{7}\r\n\u{202E}c\0\u{9B}d\u{2028}") == "a�[31mb����c��d�")
        #expect(PrintableText.safe("Zoë 例 👍") == "Zoë 例 👍")
    }

    @Test func isBounded() {
        #expect(PrintableText.safe("abcdef", limit: 3) == "abc…")
        #expect(PrintableText.safe("abc", limit: 3) == "abc")
    }
}
