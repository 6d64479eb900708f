internal import Crypto
internal import Encodings
internal import JSONKit

extension Filter {
    static let encodings: [Filter] = [
        Filter("base64", "in base64 (RFC 4648 §4)", examples: [.init("ab?>", [], "YWI/Pg==")]) {
            value, _ throws(FilterError) in
            JSON(Base64.encode(try value.requireText().utf8))
        },
        Filter("base64_decode", "decoded from base64", examples: [.init("YWI/Pg==", [], "ab?>")]) {
            value, _ throws(FilterError) in
            try decoded(value, urlSafe: false)
        },
        Filter("base64url", "in base64url without padding (RFC 4648 §5)", examples: [.init("ab?>", [], "YWI_Pg")]) {
            value, _ throws(FilterError) in
            JSON(Base64URL.encode(try value.requireText().utf8))
        },
        Filter("base64url_decode", "decoded from base64url", examples: [.init("YWI_Pg", [], "ab?>")]) {
            value, _ throws(FilterError) in
            try decoded(value, urlSafe: true)
        },
        Filter("url_encode", "percent-encoded (RFC 3986 §2.3)", examples: [.init("a b&ä", [], "a%20b%26%C3%A4")]) {
            value, _ throws(FilterError) in
            JSON(PercentCoding.encode(try value.requireText()))
        },
        Filter("url_decode", "with percent escapes decoded", examples: [.init("a%20b", [], "a b")]) {
            value, _ throws(FilterError) in
            guard let text = PercentCoding.decode(try value.requireText()) else {
                throw FilterError("a percent escape in it is malformed")
            }
            return JSON(text)
        },
        Filter(
            "sha256", "the SHA-256 of the text, in hexadecimal",
            examples: [.init("abc", [], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
        ) { value, _ throws(FilterError) in
            JSON(Hexadecimal.encode(SHA256.hash(data: Array(try value.requireText().utf8))))
        },
        Filter(
            "s256", "the code challenge of a code verifier (RFC 7636 §4.2)",
            examples: [
                .init(
                    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", [], "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
            ]
        ) { value, _ throws(FilterError) in
            let digest = SHA256.hash(data: Array(try value.requireText().utf8))
            return JSON(Base64URL.encode(digest))
        },
        Filter(
            "hmac_sha256", operands: ["KEY"], "the HMAC with SHA-256 of the text, in hexadecimal (RFC 2104)",
            examples: [
                .init(
                    "what do ya want for nothing?", ["Jefe"],
                    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
            ]
        ) { value, operands throws(FilterError) in
            let key = SymmetricKey(data: Array(operands[0].plainText.utf8))
            let code = HMAC<SHA256>.authenticationCode(for: Array(try value.requireText().utf8), using: key)
            return JSON(Hexadecimal.encode(code))
        },
    ]

    private static func decoded(_ value: JSON, urlSafe: Bool) throws(FilterError) -> JSON {
        guard let bytes = bytes(try value.requireText(), urlSafe: urlSafe) else {
            throw FilterError("the text is not \(urlSafe ? "base64url" : "base64")")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FilterError("what it decodes to is not UTF-8 text")
        }
        return JSON(text)
    }

    /// What the text stands for; padding may be left out, and bits that no byte holds are dropped.
    package static func bytes(_ text: String, urlSafe: Bool) -> [UInt8]? {
        guard urlSafe else { return Base64.decode(text, allowsStrayBits: true) }
        guard !text.utf8.contains(where: { "+/".utf8.contains($0) }) else { return nil }
        return Base64.decode(text.replacing("-", with: "+").replacing("_", with: "/"), allowsStrayBits: true)
    }
}
