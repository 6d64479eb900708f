/// A call of a resource that is made once more, with the token of that moment.
public struct ResourceCall: Sendable, Equatable {
    /// The HTTP method, in capital letters.
    public var method: String
    /// A path below the provider's base URL, or a whole URL; without a token in its query.
    public var target: String
    /// Nil without a body.
    public var body: String?
    /// The media type of the body; nil where the request stated none.
    public var contentType: String?

    /// A call; by default without a body.
    public init(method: String, target: String, body: String? = nil, contentType: String? = nil) {
        self.method = method
        self.target = target
        self.body = body
        self.contentType = contentType
    }
}
