/// Base64 with padding (RFC 4648 §4), quick enough for images.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        let length = (bytes.count + 2) / 3 * 4
        return String(unsafeUninitializedCapacity: length) { target in
            var position = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let second = start + 1 < bytes.count ? bytes[start + 1] : 0
                let third = start + 2 < bytes.count ? bytes[start + 2] : 0
                let bits = Int(bytes[start]) << 16 | Int(second) << 8 | Int(third)
                target[position] = alphabet[bits >> 18]
                target[position + 1] = alphabet[bits >> 12 & 63]
                target[position + 2] = start + 1 < bytes.count ? alphabet[bits >> 6 & 63] : UInt8(ascii: "=")
                target[position + 3] = start + 2 < bytes.count ? alphabet[bits & 63] : UInt8(ascii: "=")
                position += 4
            }
            return length
        }
    }
}
