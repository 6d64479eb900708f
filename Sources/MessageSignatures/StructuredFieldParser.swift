/// Reads a structured field and writes it again in the one way in which both sides write it (RFC 9651 §4).
///
/// What is read is kept as the text that it becomes: a signature compares no values.
struct StructuredFieldParser {
    private let bytes: [UInt8]
    private var position = 0

    /// - Parameter text: the lines of the field, joined by commas.
    init(_ text: String) { bytes = Array(text.utf8) }

    private enum Mistake: Error { case syntax }

    // MARK: Whole fields

    /// As a list, or the one item that a list may be; nil where it is none.
    static func list(_ text: String) -> String? {
        var parser = StructuredFieldParser(text)
        return try? parser.members { parser throws(Mistake) in try parser.member() }.joined(separator: ", ")
    }

    /// As a dictionary: its members, the last of a name in the place of the first; nil where it is none.
    static func dictionary(_ text: String) -> [(key: String, value: String)]? {
        var parser = StructuredFieldParser(text)
        let read = try? parser.members { parser throws(Mistake) in try parser.namedMember() }
        guard let read else { return nil }
        var members: [(key: String, value: String)] = []
        for member in read {
            if let place = members.firstIndex(where: { $0.key == member.key }) {
                members[place] = member
            } else {
                members.append(member)
            }
        }
        return members
    }

    /// As the kind that it can be. Where it could be two that are written differently, nobody can tell.
    static func canonical(_ text: String) -> String? {
        let list = list(text)
        let dictionary = dictionary(text).map { members in
            // What is true is written by its name alone.
            members.map { $0.value.hasPrefix("?1") ? $0.key + $0.value.dropFirst(2) : "\($0.key)=\($0.value)" }
                .joined(separator: ", ")
        }
        guard let list, let dictionary else { return list ?? dictionary }
        return list == dictionary ? list : nil
    }

    private mutating func members<Member>(
        _ read: (inout StructuredFieldParser) throws(Mistake) -> Member
    ) throws(Mistake) -> [Member] {
        var members: [Member] = []
        skip(" ")
        while position < bytes.count {
            members.append(try read(&self))
            skip(" \t")
            guard position < bytes.count else { break }
            try expect(",")
            skip(" \t")
            // A comma has something behind it.
            guard position < bytes.count else { throw .syntax }
        }
        return members
    }

    private mutating func namedMember() throws(Mistake) -> (key: String, value: String) {
        let key = try key()
        return (key, take("=") ? try member() : "?1" + (try parameters()))
    }

    // MARK: Members

    private mutating func member() throws(Mistake) -> String {
        guard take("(") else { return try item() }
        var items: [String] = []
        while true {
            skip(" ")
            if take(")") { break }
            items.append(try item())
            guard current == UInt8(ascii: " ") || current == UInt8(ascii: ")") else { throw .syntax }
        }
        return "(\(items.joined(separator: " ")))" + (try parameters())
    }

    private mutating func item() throws(Mistake) -> String { try bareItem() + (try parameters()) }

    private mutating func parameters() throws(Mistake) -> String {
        var list: [(key: String, text: String)] = []
        while take(";") {
            skip(" ")
            let key = try key()
            var text = key
            if take("=") {
                let value = try bareItem()
                if value != "?1" { text += "=" + value }
            }
            // The last one counts, in the place of the first.
            if let place = list.firstIndex(where: { $0.key == key }) {
                list[place].text = text
            } else {
                list.append((key, text))
            }
        }
        return list.map { ";" + $0.text }.joined()
    }

    private mutating func key() throws(Mistake) -> String {
        let key = run { byte in byte.isLower || byte.isNumber || "_-.*".utf8.contains(byte) }
        guard StructuredField.isKey(key) else { throw .syntax }
        return key
    }

    // MARK: Items

    private mutating func bareItem() throws(Mistake) -> String {
        guard let first = current else { throw .syntax }
        switch first {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: ":"): return try binary()
        case UInt8(ascii: "?"):
            position += 1
            if take("1") { return "?1" }
            try expect("0")
            return "?0"
        case UInt8(ascii: "@"):
            position += 1
            let number = try number()
            guard !number.contains(".") else { throw .syntax }
            return "@" + number
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "%"): return try displayString()
        default: return try token()
        }
    }

    /// Up to fifteen digits, or twelve with up to three behind a point.
    private mutating func number() throws(Mistake) -> String {
        let sign = take("-") ? "-" : ""
        let whole = run(\.isNumber)
        guard !whole.isEmpty, whole.count <= 15 else { throw .syntax }
        let shortened = whole.drop { $0 == "0" }
        let digits = shortened.isEmpty ? "0" : String(shortened)
        guard take(".") else { return (digits == "0" ? "" : sign) + digits }
        var rest = run(\.isNumber)
        guard whole.count <= 12, (1...3).contains(rest.count) else { throw .syntax }
        while rest.count > 1, rest.hasSuffix("0") { rest.removeLast() }
        return (digits == "0" && rest == "0" ? "" : sign) + digits + "." + rest
    }

    private mutating func string() throws(Mistake) -> String {
        let start = position
        position += 1
        while let byte = current {
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes[start..<position], as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = current, [UInt8(ascii: "\""), UInt8(ascii: "\\")].contains(escaped) else { break }
                position += 1
            } else if !(0x20...0x7E).contains(byte) {
                break
            }
        }
        throw .syntax
    }

    private mutating func binary() throws(Mistake) -> String {
        position += 1
        let text = run { $0.isLower || $0.isUpper || $0.isNumber || "+/=".utf8.contains($0) }
        try expect(":")
        guard let bytes = StructuredField.bytes(base64: text) else { throw .syntax }
        return StructuredField.bytes(bytes)
    }

    /// `%"…"`: escaped in lower case already, or not allowed.
    private mutating func displayString() throws(Mistake) -> String {
        let start = position
        position += 1
        try expect("\"")
        _ = run { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") }
        try expect("\"")
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard text.wholeMatch(of: /%"([^%]|%[0-9a-f]{2})*"/) != nil else { throw .syntax }
        return text
    }

    private mutating func token() throws(Mistake) -> String {
        guard let first = current, first.isLower || first.isUpper || first == UInt8(ascii: "*") else { throw .syntax }
        return run { $0.isLower || $0.isUpper || $0.isNumber || ":/!#$%&'*+-.^_`|~".utf8.contains($0) }
    }

    // MARK: Bytes

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Mistake) {
        guard take(character) else { throw .syntax }
    }

    private mutating func skip(_ blanks: String) {
        while let byte = current, blanks.utf8.contains(byte) { position += 1 }
    }

    private mutating func run(_ fits: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = current, fits(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isLower: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    fileprivate var isUpper: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    fileprivate var isNumber: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
