import JSONKit
import TestSupport
import Testing

@Suite struct JSONPrinterTests {
    @Test func parsesBackToTheSame() throws {
        let styles = [
            .compact, .pretty, JSONStyle(layout: .pretty(width: 0)), JSONStyle(layout: .pretty(width: .max)),
            JSONStyle(layout: .compact, sortsNames: true, asciiOnly: true),
            JSONStyle(layout: .pretty(width: 20), sortsNames: true),
        ]
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let value = generator.document(depth: 4)
            for style in styles {
                let text = value.text(style)
                let again = try JSON(parsing: text)
                #expect(again == value && again.kind == value.kind, "\(text)")
                #expect(again.text(style) == text)
                #expect(!text.unicodeScalars.contains { Self.isUnsafe($0) && $0 != "\n" })
                if style.asciiOnly { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
            }
            // Kinds and order of members, which equality overlooks.
            #expect(try JSON(parsing: value.text()).text() == value.text())
        }
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .lineSeparator
            || scalar.value == 0x202E
    }

    @Test(
        arguments: [
            (1.1, "1.1"), (100, "100.0"), (-0.0, "-0.0"), (1e16, "1e+16"), (.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (0.1 + 0.2, "0.30000000000000004"),
        ] as [(Double, String)])
    func writesRealsShortest(real: Double, text: String) { #expect(JSON(real).text() == text) }

    @Test(arguments: [
        ("1e23", "1e+23"), ("5e-324", "5e-324"), ("-0.0", "-0.0"), ("0e400", "0.0"),
        ("123456789.123456789e-5", "1234.56789123456789"),
        ("2.2250738585072011e-308", "2.225073858507201e-308"), ("0.1", "0.1"),
        ("100000000000000.5", "100000000000000.5"),
        ("9007199254740993.0", "9007199254740992.0"), ("4.9406564584124654e-324", "5e-324"), ("1.0", "1.0"),
    ])
    func readsRealsToTheNearest(written: String, printed: String) throws {
        let value = try JSON(parsing: written)
        #expect(value.number == Double(written))
        #expect(value.text() == (Double(printed) ?? .nan).description)
    }

    @Test func keepsIntegersExact() {
        #expect(JSON(Int64.max).text() == "9223372036854775807")
        #expect(JSON(Int64.min).text() == "-9223372036854775808")
    }

    @Test(arguments: [
        ("\0\u{1}\u{8}\t\n\u{C}\r\u{1F}", #""\u0000\u0001\b\t\n\f\r\u001f""#), ("\"\\/", #""\"\\/""#),
        ("\u{7F}\u{80}\u{9B}\u{9F}\u{A0}", "\"\\u007f\\u0080\\u009b\\u009f\u{A0}\""),
        ("\u{61C}\u{200E}\u{200F}\u{202A}\u{202E}", #""\u061c\u200e\u200f\u202a\u202e""#),
        ("\u{2028}\u{2029}\u{2066}\u{2069}", #""\u2028\u2029\u2066\u2069""#), ("ä語😀", "\"ä語😀\""),
    ])
    func escapes(string: String, text: String) { #expect(JSON(string).text() == text) }

    @Test func writesASCIIOnly() {
        let style = JSONStyle(layout: .compact, asciiOnly: true)
        #expect((["ä": "😀"] as JSON).text(style) == #"{"\u00e4":"\ud83d\ude00"}"#)
    }

    @Test func sortsByCodePoints() {
        let value: JSON = ["é": 1, "b": ["z": 1, "a": 2], "😀": 3, "\u{FFFD}": 4, "B": 5]
        let text = value.text(JSONStyle(layout: .compact, sortsNames: true))
        #expect(text == "{\"B\":5,\"b\":{\"a\":2,\"z\":1},\"é\":1,\"\u{FFFD}\":4,\"😀\":3}")
    }

    @Test func breaksLinesThatDoNotFit() {
        let value: JSON = ["a": [1, 2, 3], "b": ["c": [], "d": [:]], "e": "long enough to break the line"]
        #expect(
            value.text(JSONStyle(layout: .pretty(width: 26))) == """
                {
                  "a": [1, 2, 3],
                  "b": {"c": [], "d": {}},
                  "e": "long enough to break the line"
                }
                """)
        #expect(
            (["a": [1, 2, 3], "b": ["c": [], "d": [:]]] as JSON).text(.pretty)
                == #"{"a": [1, 2, 3], "b": {"c": [], "d": {}}}"#)
    }

    @Test func countsColumnsNotBytes() {
        // Ten columns and a comma; the wide characters take two each.
        let value: JSON = [["ab", "cd"], ["äö", "üé"], ["語"], ["語語語"]]
        #expect(
            value.text(JSONStyle(layout: .pretty(width: 15))) == """
                [
                  ["ab", "cd"],
                  ["äö", "üé"],
                  ["語"],
                  ["語語語"]
                ]
                """)
        #expect(
            value.text(JSONStyle(layout: .pretty(width: 14))).hasPrefix("[\n  [\n    \"ab\",\n    \"cd\"\n  ],\n"))
    }

    @Test func paintsEachToken() {
        var style = JSONStyle.compact
        style.painter = { token, text in "<\(token.rawValue) \(text)>" }
        let value: JSON = ["a": [1, "x", true, nil]]
        #expect(
            value.text(style)
                == "<punctuation {><name \"a\"><punctuation :><punctuation [><number 1><punctuation ,><string \"x\">"
                + "<punctuation ,><boolean true><punctuation ,><null null><punctuation ]><punctuation }>")
    }

    @Test func paintsWithoutChangingTheLayout() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            let value = generator.document(depth: 4)
            var style = JSONStyle(layout: .pretty(width: 30))
            let plain = value.text(style)
            style.painter = { _, text in "\u{1B}[1m" + text + "\u{1B}[0m" }
            let painted = value.text(style)
            #expect(
                painted.split(separator: "\u{1B}[1m", omittingEmptySubsequences: false).joined()
                    .split(separator: "\u{1B}[0m", omittingEmptySubsequences: false).joined() == plain)
        }
    }

    @Test func masks() {
        var style = JSONStyle.compact
        style.mask = { name, value in
            name == "secret" ? "***" : value.string?.hasPrefix("key_") == true ? "key_\u{1B}…" : nil
        }
        let value: JSON = ["secret": ["a": 1], "list": ["key_1", "x", ["secret": 5]], "name": "key_2"]
        #expect(
            value.text(style)
                == #"{"secret":"***","list":["key_\u001b…","x",{"secret":"***"}],"name":"key_\u001b…"}"#)
        #expect(JSON("key_3").text(style) == #""key_\u001b…""#)
    }

    @Test func printsTheDeepestDocument() throws {
        let text = String(repeating: #"[{"a":"#, count: 1023) + "1" + String(repeating: "}]", count: 1023)
        #expect(try JSON(parsing: text).text() == text)
        #expect(try JSON(parsing: text).text(.pretty).hasSuffix("}\n]"))
    }
}
