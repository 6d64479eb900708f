import Testing

@testable import Terminal

struct SanitizedTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("größe 日本語 👩‍👩‍👧 é", "größe 日本語 👩‍👩‍👧 é"),
        ("a\tb\nc", "a\tb\nc"),
        ("\u{1b}[31mred\u{1b}[0m", "\\u{1b}[31mred\\u{1b}[0m"),
        ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
        ("over\rwritten", "over\\rwritten"),
        ("line\r\nend", "line\\r\nend"),
        ("\u{9b}2J\u{85}\u{7f}\u{0}", "\\u{9b}2J\\u{85}\\u{7f}\\u{0}"),
        ("user\u{202e}gpj.exe\u{2066}", "user\\u{202e}gpj.exe\\u{2066}"),
        ("a\u{2028}b\u{2029}c\u{200b}\u{feff}", "a\\u{2028}b\\u{2029}c\\u{200b}\\u{feff}"),
        ("\u{e0041}tag", "\\u{e0041}tag"),
    ])
    func `Hostile text becomes visible`(text: String, shown: String) {
        #expect(text.sanitizedForTerminal() == shown)
    }

    @Test func `On one line, line ends and tabs are shown too`() {
        #expect("a\tb\r\nc".sanitizedForOneLine() == "a\\tb\\r\\nc")
    }

    @Test func `No control gets through, and what is safe stays as it is`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let text = randomText(using: &generator)
            let shown = text.sanitizedForTerminal()
            #expect(
                shown.unicodeScalars.allSatisfy {
                    $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
                })
            #expect(
                !shown.unicodeScalars.contains {
                    (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
                })
            #expect(shown.sanitizedForTerminal() == shown)
            #expect(!text.sanitizedForOneLine().unicodeScalars.contains { $0 == "\n" || $0 == "\t" || $0 == "\r" })
        }
    }
}

/// Text with a good share of what is hard to draw.
func randomText(using generator: inout SystemRandomNumberGenerator) -> String {
    let nasty: [UInt32] = [
        0x1B, 0x9B, 0x0D, 0x0A, 0x09, 0x07, 0x7F, 0x85, 0x200B, 0x200D, 0x202E, 0x2028, 0x2066, 0xFE0F, 0x301, 0x1F600,
        0x1F1E9, 0x1F1EA, 0x65E5, 0x1100, 0x1161, 0x5B, 0x6D, 0x33, 0x31, 0xE0041,
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<16, using: &generator) {
        let value =
            Bool.random(using: &generator)
            ? nasty.randomElement(using: &generator) ?? 0 : .random(in: 0..<0x11_0000, using: &generator)
        if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
}
