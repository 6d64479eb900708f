internal import Crypto

/// The `Content-Digest` of a body (RFC 9530 §2).
public enum ContentDigest {
    public static func sha256(_ body: [UInt8]) -> String {
        "sha-256=" + StructuredField.bytes(SHA256.hash(data: body))
    }

    public static func sha512(_ body: [UInt8]) -> String {
        "sha-512=" + StructuredField.bytes(SHA512.hash(data: body))
    }
}
