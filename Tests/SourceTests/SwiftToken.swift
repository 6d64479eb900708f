/// The tokens of Swift's text, as far as searches need them: no comments, and string literals whole.
enum SwiftToken: Equatable, Sendable {
    /// An identifier, a keyword or a number.
    case word(String)
    /// A string literal without its quotes; an interpolation stands in it as it is written.
    case text(String)
    /// An operator such as `==`, or one of the characters `()[]{}.,:;@#`.
    case sign(String)

    /// Tokens in the order of the text. A literal that does not end on its line ends there, so that what is not understood,
    /// such as a quote in a regular expression, spoils one line only.
    static func tokens(of text: String) -> [SwiftToken] {
        var scanner = Scanner(bytes: Array(text.utf8))
        var tokens: [SwiftToken] = []
        while let token = scanner.next() { tokens.append(token) }
        return tokens
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0

        private static let operators = Set("=!<>&|+-*/%^~?".utf8)

        mutating func next() -> SwiftToken? {
            skipSpaceAndComments()
            guard let byte = peek() else { return nil }
            if byte == UInt8(ascii: "\"") { return .text(literal()) }
            if Self.isWord(byte) { return .word(take(while: Self.isWord)) }
            if Self.operators.contains(byte) { return .sign(take(while: Self.operators.contains)) }
            index += 1
            return .sign(String(decoding: [byte], as: UTF8.self))
        }

        private func peek(_ offset: Int = 0) -> UInt8? {
            index + offset < bytes.count ? bytes[index + offset] : nil
        }

        private func starts(with text: StaticString) -> Bool {
            text.withUTF8Buffer { bytes[index...].starts(with: $0) }
        }

        private static func isWord(_ byte: UInt8) -> Bool {
            byte >= 0x80 || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }

        private mutating func take(while isPart: (UInt8) -> Bool) -> String {
            let start = index
            while let byte = peek(), isPart(byte) { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }

        private mutating func skipSpaceAndComments() {
            while let byte = peek() {
                if byte <= UInt8(ascii: " ") {
                    index += 1
                } else if starts(with: "//") {
                    while let byte = peek(), byte != UInt8(ascii: "\n") { index += 1 }
                } else {
                    return
                }
            }
        }

        private mutating func literal() -> String {
            if starts(with: "\"\"\"") { return multilineLiteral() }
            index += 1
            let start = index
            var depth = 0
            while let byte = peek(), byte != UInt8(ascii: "\n") {
                if byte == UInt8(ascii: "\\") {
                    if peek(1) == UInt8(ascii: "(") { depth += 1 }
                    index += 1
                } else if depth > 0 {
                    if byte == UInt8(ascii: "(") { depth += 1 }
                    if byte == UInt8(ascii: ")") { depth -= 1 }
                } else if byte == UInt8(ascii: "\"") {
                    break
                }
                index = min(index + 1, bytes.count)
            }
            defer { index = min(index + 1, bytes.count) }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }

        private mutating func multilineLiteral() -> String {
            index += 3
            let start = index
            while index < bytes.count, !starts(with: "\"\"\"") {
                index = min(index + (peek() == UInt8(ascii: "\\") ? 2 : 1), bytes.count)
            }
            defer { index = min(index + 3, bytes.count) }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
    }
}
