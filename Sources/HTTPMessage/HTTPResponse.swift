/// A response as it arrived.
public struct HTTPResponse: Sendable, Equatable {
    /// `1.0`, `1.1`, `2`.
    public var version: String
    public var status: Int
    public var reason: String
    public var headers: HTTPHeaders
    /// Decoded from its content encoding.
    public var body: [UInt8]

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
