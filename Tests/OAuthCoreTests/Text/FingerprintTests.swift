import OAuthCore
import Testing

@Suite struct FingerprintTests {
    /// RFC 4231 §4.2 and §4.3.
    @Test func isTheStartOfHMACSHA256() {
        #expect(Fingerprint(key: Array(repeating: 0x0B, count: 20)).of("Hi There") == "b0344c")
        #expect(Fingerprint(key: Array("Jefe".utf8)).of("what do ya want for nothing?") == "5bdcc1")
    }

    @Test func isAlwaysSixDigits() {
        let fingerprint = Fingerprint(key: [1, 2, 3])
        for number in 0..<500 { #expect(fingerprint.of("\(number)").count == 6) }
    }
}

@Suite struct SecretMaskTests {
    private let mask = SecretMask(Fingerprint(key: Array("Jefe".utf8)))

    @Test(arguments: [
        ("secret_abcdef", "secret_"), ("sk-proj-abc", "sk-"), ("what do ya want for nothing?", ""),
        ("hunter2_and_more", ""), ("client_secret_abc", ""), ("", ""), ("_x", ""), ("secret", ""),
    ])
    func showsTheKindAndTheFingerprintOnly(secret: String, kind: String) {
        #expect(mask.masked(secret) == "\(kind)…#\(mask.fingerprint.of(secret))")
    }
}

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
