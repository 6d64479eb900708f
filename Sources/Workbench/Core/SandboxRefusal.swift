/// A refusal as the sandbox's operator sees it.
public struct SandboxRefusal: Sendable {
    /// Milliseconds since 1970, by the clock of the process.
    public let time: Int64
    public let authority: String
    public let method: String
    public let path: String
    public let status: Int
    public let cause: String

    public init(time: Int64, authority: String, method: String, path: String, status: Int, cause: String) {
        self.time = time
        self.authority = authority
        self.method = method
        self.path = path
        self.status = status
        self.cause = cause
    }
}
