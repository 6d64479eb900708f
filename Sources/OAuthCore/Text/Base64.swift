/// Base64 with padding (RFC 4648 §4), as HTTP Basic wants it.
enum Base64 {
    static func encode(_ bytes: some Collection<UInt8>) -> String {
        let unpadded = Base64URL.encode(bytes).replacing("-", with: "+").replacing("_", with: "/")
        return unpadded + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }
}
