import JSONKit
import Testing

/// I-Regexp (RFC 9485), by way of the functions that take it.
@Suite struct RegularExpressionTests {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("a", "a", true), ("a", "ab", false), ("a|b|", "", true),
        ("(ab|c)+", "abcab", true),
        ("a{2}", "aa", true), ("a{2}", "aaa", false), ("a{2,}", "aaaa", true), ("a{1,2}", "aaa", false),
        ("a{0}", "", true),
        ("a{2,1}", "aa", false), ("a{,2}", "a", false), ("a{", "a{", false), (".", "\n", false), (".", "\r", false),
        (".", "\u{2028}", true), (".", "😀", true), ("a.c", "a\tc", true), ("[a-c]+", "abc", true),
        ("[^a-c]", "d", true),
        ("[^a-c]", "b", false), ("[-a]", "-", true), ("[a-]", "-", true), ("[z-a]", "z", false), ("[]", "", false),
        ("[a", "a", false), ("[a-b-c]", "a", false), ("[.]", "x", false), ("[.]", ".", true), ("[\\]]", "]", true),
        ("[\\-x]", "-", true), ("[^^]", "^", false), ("[a^]", "^", true), ("[$]", "$", true), ("\\p{Lu}", "Ä", true),
        ("\\p{Lu}", "ä", false), ("\\P{L}", "1", true), ("[\\p{N}x]+", "1٣x", true), ("[^\\p{L}]", "a", false),
        ("\\p{Zs}", "\u{A0}", true), ("\\p{Sc}", "€", true), ("\\p{Cn}", "\u{378}", true), ("\\p{C}", "\u{E000}", true),
        ("\\p{Cs}", "a", false), ("\\p{Xx}", "a", false), ("\\p{L", "a", false), ("\\pL", "a", false),
        ("\\d", "1", false),
        ("\\w", "a", false), ("\\.", ".", true), ("\\n", "\n", true), ("\\{\\|\\}", "{|}", true), ("\\a", "a", false),
        ("(a", "a", false), ("a)", "a)", false), ("*", "*", false), ("a**", "a", false), ("a+?", "a", false),
        ("(?:a)", "a", false), ("(a*)*b", "aab", true), ("()*", "", true), ("(|a){3}", "aa", true),
        ("^ab$", "ab", true),
        ("^a|b$", "b", true), ("a^b", "a^b", true), ("a$b", "a$b", true), ("ä{2}", "ää", true),
        ("a{10001}", "a", false),
        ("(a{100}){101}", "a", false), ("(){1000000000}", "", true), ("a{99999999999999999999}", "a", false),
    ])
    func matches(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try Self.holds("match", text, pattern) == isMatch)
    }

    @Test(arguments: [
        ("b", "abc", true), ("", "", true), ("bc", "abx", false), ("^b", "ab", false), ("b$", "ab", true),
        ("^$", "", true),
        ("a.c", "xxa😀cxx", true), ("[", "[", false), ("x*", "abc", true), ("a{3}", "aabaaa", true), ("ab", "aab", true),
    ])
    func searches(pattern: String, text: String, isFound: Bool) throws {
        #expect(try Self.holds("search", text, pattern) == isFound)
    }

    private static func holds(_ function: String, _ text: String, _ pattern: String) throws -> Bool {
        let document: JSON = ["list": [["text": JSON(text)]], "pattern": JSON(pattern)]
        return try JSONPath("$.list[?\(function)(@.text, $.pattern)]").values(in: document).count == 1
    }

    /// Each would take longer than the universe lasts, were alternatives tried one after the other.
    @Test(arguments: [
        "(a*)*b", "(a|a)*b", "(a|aa)+b", "(a?){500}a{500}b", "((a+)+)+b", "(.*)(.*)(.*)(.*)(.*)b", "([a-z]+)*[0-9]",
        "(|a|a*)*b",
    ])
    func neverExplodes(pattern: String) throws {
        let text = String(repeating: "a", count: 500)
        #expect(try !Self.holds("match", text, pattern))
        #expect(try !Self.holds("search", text, pattern))
        #expect(try Self.holds("match", text + "b0", pattern + ".*"))
    }

    @Test func nestsUpToABound() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "(", count: levels) + "a" + String(repeating: ")*", count: levels)
        }
        #expect(try Self.holds("match", "aaa", nested(64)))
        #expect(try !Self.holds("match", "aaa", nested(100_000)))
    }

    @Test func takesOnlyStrings() throws {
        #expect(try JSONPath("$[?match(@, @)]").values(in: [1, nil, ["a"], "a"]) == ["a"])
    }
}
