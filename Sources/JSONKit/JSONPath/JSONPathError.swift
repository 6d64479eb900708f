/// Why a text is not a JSONPath query, and where.
public struct JSONPathError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, in words.
    public let message: String
    /// Where the offending piece begins, in characters from 0.
    public let offset: Int
    /// How many characters the offending piece has; 0 at the end of the query.
    public let length: Int
    /// What could have stood there.
    public let expected: String
    /// Advice on what seems to be meant, as an imperative: "write == to compare".
    public let suggestion: String?

    public var description: String {
        "at character \(offset + 1): \(message)" + (suggestion.map { "; \($0)" } ?? "")
    }

    public init(message: String, offset: Int, length: Int, expected: String, suggestion: String? = nil) {
        self.message = message
        self.offset = offset
        self.length = length
        self.expected = expected
        self.suggestion = suggestion
    }
}
