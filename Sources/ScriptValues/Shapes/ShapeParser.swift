internal import Diagnostics
internal import Encodings
internal import JSONKit

extension Shape {
    /// Parses a shape.
    package init(_ text: String) throws(ShapeError) {
        var parser = ShapeParser(text)
        self = try parser.whole()
    }
}

/// Reads JSON with placeholders, `?` behind names, and `...`.
struct ShapeParser {
    /// More objects and lists inside one another than an answer has, few enough for any stack.
    private static let greatestDepth = 64

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func whole() throws(ShapeError) -> Shape {
        let shape = try shape()
        skipSpaces()
        guard position == bytes.count else { throw mistake("the shape ends here, and more follows", "take it away") }
        return shape
    }

    private mutating func shape() throws(ShapeError) -> Shape {
        skipSpaces()
        guard position < bytes.count else { throw mistake("the shape ends too early", "close what is open") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try nested { (parser) throws(ShapeError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(ShapeError) in try parser.list() }
        case UInt8(ascii: "#"): return try placeholder()
        case UInt8(ascii: "\""): return .literal(JSON(try string()))
        default: return .literal(try scalar())
        }
    }

    private mutating func nested(
        _ read: (inout ShapeParser) throws(ShapeError) -> Shape
    ) throws(ShapeError) -> Shape {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.greatestDepth else {
            throw mistake(
                "more than \(Self.greatestDepth) objects and lists stand inside one another", "use #any inside")
        }
        position += 1
        return try read(&self)
    }

    private mutating func object() throws(ShapeError) -> Shape {
        var members: [Shape.Member] = []
        var isOpen = false
        while !take("}") {
            if isOpen { throw mistake("nothing follows ... but }", "put ... last") }
            if take("...") {
                isOpen = true
            } else {
                members.append(try member(beside: members))
            }
            try separator(before: "}")
        }
        return .object(members, isOpen: isOpen)
    }

    private mutating func member(beside others: [Shape.Member]) throws(ShapeError) -> Shape.Member {
        let start = position
        let name = try name()
        guard !others.contains(where: { $0.name == name }) else {
            position = start
            throw mistake("there are two members \(name)", "take one of them out")
        }
        let isOptional = take("?")
        guard take(":") else { throw mistake(": is missing behind the name", "write \"\(name)\": SHAPE") }
        return Shape.Member(name: name, isOptional: isOptional, shape: try shape())
    }

    /// A member's name, in quotes or not.
    private mutating func name() throws(ShapeError) -> String {
        skipSpaces()
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try string() }
        let name = bytes[position...].prefix { $0.isNameCharacter }
        guard !name.isEmpty else {
            throw mistake("a member's name is missing", "write \"name\": SHAPE, or ... for others")
        }
        position = name.endIndex
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func list() throws(ShapeError) -> Shape {
        var elements: [Shape] = []
        var isOpen = false
        while !take("]") {
            if isOpen { throw mistake("nothing follows ... but ]", "put ... last") }
            if take("...") {
                isOpen = true
            } else {
                elements.append(try shape())
                if elements.count == 1, take("...") {
                    guard take("]") else { throw mistake("nothing follows SHAPE... but ]", "write [SHAPE...]") }
                    return .each(elements[0])
                }
            }
            try separator(before: "]")
        }
        return .list(elements, isOpen: isOpen)
    }

    /// A comma, which may be left out only before the end.
    private mutating func separator(before end: StaticString) throws(ShapeError) {
        if take(",") { return }
        skipSpaces()
        guard starts(with: end) else { throw mistake("a comma or \(end) is missing here", "write , or \(end)") }
    }

    private mutating func placeholder() throws(ShapeError) -> Shape {
        let start = position
        position += 1
        let name = String(decoding: bytes[position...].prefix { $0.isNameCharacter }, as: UTF8.self)
        position += name.utf8.count
        if name == "matches" { return try pattern() }
        guard let placeholder = Placeholder.named(name) else {
            position = start
            let names = Placeholder.all.map(\.name) + ["matches"]
            throw mistake(
                "there is no placeholder #\(name)",
                nearestName(to: name, among: names).map { "did you mean #\($0)?" }
                    ?? "there are \(names.map { "#\($0)" }.joined(separator: " "))")
        }
        return .placeholder(placeholder, orNull: take("?"))
    }

    private mutating func pattern() throws(ShapeError) -> Shape {
        skipSpaces()
        let start = position
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw mistake("#matches needs a regular expression", "write #matches \"^client_\"")
        }
        let text = try string()
        guard (try? Regex(text)) != nil else {
            position = start
            throw mistake("the regular expression does not parse", "check its brackets and its \\")
        }
        return .pattern(text)
    }

    private mutating func string() throws(ShapeError) -> String {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, bytes.count)
        let literal = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let text = (try? JSON(parsing: literal))?.string else {
            position = start
            throw mistake("this is no JSON string", "close it with \", and write \" in it as \\\"")
        }
        return text
    }

    /// A number, `true`, `false` or `null`.
    private mutating func scalar() throws(ShapeError) -> JSON {
        let word = bytes[position...].prefix {
            $0.isNameCharacter || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+")
        }
        guard let value = try? JSON(parsing: String(decoding: word, as: UTF8.self)) else {
            throw mistake("a shape is missing here", "write JSON, or a placeholder such as #string")
        }
        position = word.endIndex
        return value
    }

    private mutating func take(_ text: StaticString) -> Bool {
        skipSpaces()
        guard starts(with: text) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position].isSpace || bytes[position] == .newline { position += 1 }
    }

    private func mistake(_ message: String, _ advice: String) -> ShapeError {
        ShapeError(message: message, offset: position, advice: advice)
    }
}
