/// A response as it arrived.
public struct HTTPResponse: Sendable, Equatable {
    /// `1.0`, `1.1`, `2`.
    public var version: String
    /// The status code.
    public var status: Int
    /// The reason phrase; empty where none came, as in HTTP/2.
    public var reason: String
    /// The header fields, in their order.
    public var headers: HTTPHeaders
    /// Decoded from its content encoding.
    public var body: [UInt8]

    /// A response of these parts; `body` is decoded already.
    public init(
        version: String = "1.1", status: Int, reason: String = "", headers: HTTPHeaders = [], body: [UInt8] = []
    ) {
        self.version = version
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body
    }

    /// The media type without its parameters, in lower case.
    public var mediaType: String? {
        headers["Content-Type"]?.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    }

    /// The body as text; bytes that are not UTF-8 become U+FFFD.
    public var text: String { String(decoding: body, as: UTF8.self) }
}
