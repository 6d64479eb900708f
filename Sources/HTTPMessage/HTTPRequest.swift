/// A request as it is to be sent.
public struct HTTPRequest: Sendable, Equatable {
    /// The method, as it goes out.
    public var method: String
    /// Absolute and exactly as it goes out: nothing normalises it on the way.
    public var url: String
    /// The header fields; the transport adds its own defaults.
    public var headers: HTTPHeaders
    /// The body; nil sends none.
    public var body: [UInt8]?

    /// A request of these parts, which are not checked; see ``validate()``.
    public init(_ method: String, _ url: String, headers: HTTPHeaders = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
