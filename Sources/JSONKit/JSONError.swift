/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name of the mistake.
    public enum Code: String, Sendable {
        /// Anything the grammar has no place for: a byte order mark and half of a surrogate pair are among it.
        case syntax
        /// The text ends too early, or is empty.
        case endOfInput
        case invalidUTF8
        case duplicateName
        /// A number beyond 64 bits.
        case number
        /// Nested deeper than ``JSON/depthLimit``.
        case depth
        /// More bytes than allowed.
        case size
    }

    public let code: Code
    /// What was found, in words.
    public let message: String
    /// Counted from 1, or from what the caller said the first line is.
    public let line: Int
    /// In characters (Unicode scalars) of the line, counted from 1.
    public let column: Int
    /// In bytes, counted from 0.
    public let offset: Int

    public var description: String { "line \(line), column \(column): \(message)" }

    /// - Parameter offset: Where in the bytes, from which line and column follow.
    init(
        _ code: Code, _ message: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>, firstLine: Int = 1
    ) {
        self.code = code
        self.message = message
        self.offset = offset
        let before = bytes[..<offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = before.count { $0 == UInt8(ascii: "\n") } + firstLine
        // Bytes that continue a character don't count.
        column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    }

    static func tooLarge(_ size: Int, maximum: Int) -> JSONError {
        let message = "the text has \(size) bytes, more than the \(maximum) that are allowed"
        return JSONError(.size, message, at: 0, in: UnsafeBufferPointer(start: nil, count: 0))
    }
}
