internal import Crypto
internal import Encodings

/// A short name for a secret, by which two places that hold the same one can be known without showing it.
public struct Fingerprint: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: random bytes that stay with the session; without them a fingerprint tells nothing.
    public init(key: some Sequence<UInt8>) { self.key = SymmetricKey(data: Array(key)) }

    /// The first six hexadecimal digits of HMAC-SHA256.
    public func of(_ value: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(value.utf8), using: key)
        return Hexadecimal.encode(code.prefix(3))
    }

    /// 64 bits of the same HMAC, long enough to look a value up by.
    public func number(of value: String) -> Int64 {
        let code = HMAC<SHA256>.authenticationCode(for: Array(value.utf8), using: key)
        return Int64(bitPattern: code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
