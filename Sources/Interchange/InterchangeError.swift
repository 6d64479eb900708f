/// Why a text from another tool could not be read.
public struct InterchangeError: Error, Sendable, Equatable {
    /// A stable name: `curl-option`, `har`.
    public var code: String
    /// What was being read, and what was found in it.
    public var message: String
    public var advice: [String]

    public init(_ code: String, _ message: String, advice: [String] = []) {
        self.code = code
        self.message = message
        self.advice = advice
    }
}
