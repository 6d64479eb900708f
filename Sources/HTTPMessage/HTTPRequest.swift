/// A request as it is to be sent.
public struct HTTPRequest: Sendable, Equatable {
    public var method: String
    /// Absolute and exactly as it goes out: nothing normalises it on the way.
    public var url: String
    public var headers: HTTPHeaders
    public var body: [UInt8]?

    public init(_ method: String, _ url: String, headers: HTTPHeaders = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
