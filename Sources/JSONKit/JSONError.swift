/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name of the mistake.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let syntax = Code(rawValue: "syntax")
        /// The text ends too early, or is empty.
        public static let endOfInput = Code(rawValue: "endOfInput")
        /// Bytes that are no UTF-8.
        public static let invalidUTF8 = Code(rawValue: "invalidUTF8")
        /// A byte order mark at the beginning.
        public static let byteOrderMark = Code(rawValue: "byteOrderMark")
        /// Half of a surrogate pair.
        public static let surrogate = Code(rawValue: "surrogate")
        public static let duplicateName = Code(rawValue: "duplicateName")
        /// A number beyond 64 bits.
        public static let number = Code(rawValue: "number")
        /// Nested deeper than ``JSON/depthLimit``.
        public static let depth = Code(rawValue: "depth")
        /// More bytes than allowed.
        public static let size = Code(rawValue: "size")
    }

    public let code: Code
    /// What was found, in words.
    public let message: String
    /// Counted from 1.
    public let line: Int
    /// In characters (Unicode scalars) of the line, counted from 1.
    public let column: Int
    /// In bytes, counted from 0.
    public let offset: Int

    public var description: String { "line \(line), column \(column): \(message)" }

    /// - Parameter offset: Where in the bytes, from which line and column follow.
    init(_ code: Code, _ message: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self.code = code
        self.message = message
        self.offset = offset
        let before = bytes[..<offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        // Bytes that continue a character don't count.
        column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    }

    static func tooLarge(_ size: Int, maximum: Int) -> JSONError {
        let message = "the text has \(size) bytes, more than the \(maximum) that are allowed"
        return JSONError(.size, message, at: 0, in: UnsafeBufferPointer(start: nil, count: 0))
    }
}
