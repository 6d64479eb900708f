public import HTTPMessage

/// Why an OAuth step could not be done.
///
/// Its text holds no secret and nothing that could command a terminal.
public struct OAuthError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name of the reason.
    public var code: Code
    /// What was being done: "reading the token response".
    public var doing: String
    /// What was found, against what was expected.
    public var found: String
    /// The next thing to try.
    public var advice: String
    /// The server's own words, where it gave any.
    public var server: ServerError?
    /// The status of the response, where one was read.
    public var status: Int?
    /// Why no response came, where none did.
    public var transport: TransportError?
    /// Which message of a flow the error is about, counted from 0; nil for the last one, or where there is no flow.
    public var messageIndex: Int?

    /// An error with its parts; `advice` is a sentence that says what to try.
    public init(
        _ code: Code, doing: String, found: String, advice: String, server: ServerError? = nil, status: Int? = nil,
        transport: TransportError? = nil
    ) {
        self.code = code
        self.doing = doing
        self.found = found
        self.advice = advice
        self.server = server
        self.status = status
        self.transport = transport
    }

    public var description: String { "\(doing): \(found). \(advice)" }

    /// What scripts and `expect error` compare with: the server's error code, else our own.
    public var name: String { server?.error ?? code.rawValue }
}
