internal import Encodings
internal import HTTPMessage

/// A client's id and secret as HTTP Basic carries them: each form-encoded first (RFC 6749 §2.3.1 and Appendix B).
public struct BasicCredentials: Sendable, Equatable {
    /// The `client_id`, not encoded.
    public var id: String
    /// The client secret, not encoded.
    public var secret: String

    /// Credentials of these two texts, not encoded.
    public init(id: String, secret: String) {
        self.id = id
        self.secret = secret
    }

    /// The value of the `Authorization` header.
    public var headerValue: String {
        "Basic " + Base64.encode("\(FormCoding.encode(id)):\(FormCoding.encode(secret))".utf8)
    }

    /// Reads the value of an `Authorization` header; nil where it is of another scheme or malformed.
    public init?(headerValue: String) {
        let words = headerValue.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "basic", let bytes = Base64.decode(words[1]),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        self.init(id: FormCoding.decode(halves[0]).text, secret: FormCoding.decode(halves[1]).text)
    }

    /// The text of the header as it was sent, its id and secret not decoded; nil where it is of another scheme or
    /// malformed.
    public static func rawText(_ headerValue: String) -> String? {
        let words = headerValue.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "basic", let bytes = Base64.decode(words[1]) else {
            return nil
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The header for servers that leave out the form encoding of RFC 6749 §2.3.1.
    public var headerValueNotEncoded: String { "Basic " + Base64.encode("\(id):\(secret)".utf8) }
}
