/// A refusal as the sandbox's operator sees it.
public struct SandboxRefusal: Sendable {
    /// Milliseconds since 1970, by the clock of the process.
    public let time: Int64
    /// The host and port that the sandbox listens on.
    public let authority: String
    /// The HTTP method of the refused request.
    public let method: String
    /// The path of the refused request, without the query.
    public let path: String
    /// The status of the response; 0 where the connection was closed without one.
    public let status: Int
    /// Why the request was refused, in words that the response does not give away.
    public let cause: String

    /// A refusal; `time` is in milliseconds since 1970, by the clock of the process.
    public init(time: Int64, authority: String, method: String, path: String, status: Int, cause: String) {
        self.time = time
        self.authority = authority
        self.method = method
        self.path = path
        self.status = status
        self.cause = cause
    }
}
