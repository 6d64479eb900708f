import Redaction
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
