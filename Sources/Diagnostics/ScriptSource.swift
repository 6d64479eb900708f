internal import Encodings

/// A text to be parsed, and where it comes from.
public struct ScriptSource: Sendable, Equatable {
    /// Where the text comes from, which decides what it may do.
    public let origin: Origin
    /// What messages call the text; nothing is decided by it.
    public let name: String
    /// The text itself.
    public let text: String

    /// - Parameter name: what messages call the text, where its origin does not say it.
    public init(_ origin: Origin, text: String, name: String? = nil) {
        self.origin = origin
        self.name = name ?? origin.name
        self.text = text
    }

    /// The same origin and name with another text.
    public func with(text: String) -> ScriptSource { ScriptSource(origin, text: text, name: name) }

    /// The path of a file that this text names: relative to the folder of its own file, if it has one.
    public func path(of file: String) -> String {
        guard !file.hasPrefix("/"), let path = origin.path, let slash = path.lastIndex(of: "/") else { return file }
        return ScriptSource.plain("\(path[...slash])\(file)")
    }

    /// A path without `.` and without `..` behind a folder.
    private static func plain(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "..", let last = parts.last, last != "..", !last.isEmpty {
                parts.removeLast()
            } else if part != ".", !part.isEmpty || parts.isEmpty {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// Where something stands in the text.
    public struct Place: Sendable, Equatable {
        /// Counted from 1.
        public let line: Int
        /// In characters, counted from 1.
        public let column: Int
        /// The whole line, without its end.
        public let lineText: String
        /// How many characters of that line are meant, at least 1.
        public let length: Int
    }

    /// The place of a range of UTF-8 offsets; what runs over the line's end is cut there.
    public func place(of range: Range<Int>) -> Place {
        let bytes = Array(text.utf8)
        let start = min(range.lowerBound, bytes.count)
        let lineStart = bytes[..<start].lastIndex(of: .newline).map { $0 + 1 } ?? 0
        var lineEnd = bytes[start...].firstIndex(of: .newline) ?? bytes.count
        if lineEnd > start, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }
        let end = max(start, min(range.upperBound, lineEnd))
        return Place(
            line: bytes[..<start].count { $0 == .newline } + 1,
            column: String(decoding: bytes[lineStart..<start], as: UTF8.self).count + 1,
            lineText: String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self),
            length: max(1, String(decoding: bytes[start..<end], as: UTF8.self).count))
    }

    /// Line and column of a UTF-8 offset, both counted from 1, the column in characters.
    public func position(of offset: Int) -> (line: Int, column: Int) {
        let bytes = text.utf8.prefix(max(0, offset))
        let start = bytes.lastIndex(of: .newline).map { bytes.index(after: $0) } ?? bytes.startIndex
        return (bytes.count { $0 == .newline } + 1, String(decoding: bytes[start...], as: UTF8.self).count + 1)
    }

    /// The same with stars from an offset to the end of its line; every other offset stays as it is.
    public func hiding(from start: Int) -> ScriptSource {
        let bytes = Array(text.utf8)
        let end = bytes[min(start, bytes.count)...].firstIndex(of: .newline) ?? bytes.count
        let stars = bytes[start..<end].map { $0 == UInt8(ascii: " ") ? $0 : UInt8(ascii: "*") }
        return with(text: String(decoding: bytes[..<start] + stars + bytes[end...], as: UTF8.self))
    }

    /// The text of a range of UTF-8 offsets.
    public func text(in range: Range<Int>) -> String {
        String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
