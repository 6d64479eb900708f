import HTTPMessage
import Testing

@Suite struct MarkupTests {
    @Test func markupForbidsWhatXMLDoes() {
        #expect(
            Markup.escaped("a\u{0}b\u{1B}\u{202E}\n<\"'&>") == "a\u{FFFD}b\u{FFFD}\u{FFFD}\n&lt;&quot;&#39;&amp;&gt;")
    }
}
