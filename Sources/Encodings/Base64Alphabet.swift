/// One of the two alphabets of RFC 4648 (§4 and §5), with the conversion that ``Base64`` and ``Base64URL`` share.
struct Base64Alphabet: Sendable {
    static let standard = Base64Alphabet("+/")
    static let url = Base64Alphabet("-_")
    /// Reads the characters of both alphabets and writes those of §4.
    static let either = Base64Alphabet("+/", also: "-_")

    /// What stands for no bits.
    private static let foreign: UInt8 = 0xFF

    private let digits: [UInt8]
    /// For each octet its six bits, or ``foreign``.
    private let values: [UInt8]

    private init(_ last: String, also others: String = "") {
        digits = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
        var values = [UInt8](repeating: Base64Alphabet.foreign, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        for (offset, digit) in others.utf8.enumerated() { values[Int(digit)] = UInt8(62 + offset) }
        self.values = values
    }

    func value(of octet: UInt8) -> UInt8? {
        let value = values[Int(octet)]
        return value == Base64Alphabet.foreign ? nil : value
    }

    /// Three bytes become four characters.
    func encode(_ bytes: [UInt8], padded: Bool) -> String {
        let rest = bytes.count % 3
        let length = bytes.count / 3 * 4 + (rest == 0 ? 0 : padded ? 4 : rest + 1)
        return String(unsafeUninitializedCapacity: length) { target in
            var position = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let second = start + 1 < bytes.count ? bytes[start + 1] : 0
                let third = start + 2 < bytes.count ? bytes[start + 2] : 0
                let bits = Int(bytes[start]) << 16 | Int(second) << 8 | Int(third)
                for index in 0..<4 where position < length {
                    let isPadding = start + index > bytes.count
                    target[position] = isPadding ? UInt8(ascii: "=") : digits[bits >> (18 - 6 * index) & 63]
                    position += 1
                }
            }
            return length
        }
    }

    /// - Parameter strictEnd: refuses bits at the end that no byte holds (RFC 4648 §3.5).
    func decode(_ text: some Sequence<UInt8>, strictEnd: Bool = true) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.underestimatedCount * 3 / 4)
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for octet in text {
            let value = values[Int(octet)]
            guard value != Base64Alphabet.foreign else { return nil }
            pending = pending << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                decoded.append(UInt8(truncatingIfNeeded: pending >> bits))
            }
        }
        guard bits < 6, !strictEnd || pending & ((1 << bits) - 1) == 0 else { return nil }
        return decoded
    }
}
