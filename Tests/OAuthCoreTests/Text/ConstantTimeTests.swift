import OAuthCore
import Testing

@Suite struct ConstantTimeTests {
    @Test func comparesBytes() {
        #expect(ConstantTime.equal("", ""))
        #expect(ConstantTime.equal("abc", "abc"))
        #expect(!ConstantTime.equal("abc", "abd"))
        #expect(!ConstantTime.equal("abc", "ab"))
        #expect(!ConstantTime.equal("\u{E9}", "e\u{301}"))
        #expect(!ConstantTime.equal("K", "\u{212A}"))
    }
}
