internal import CJansson

/// Reads a document into jansson's tree.
///
/// Jansson's own reader takes half as long again, does not say what it expected, refuses a NUL in a member name, and turns
/// a number too near to zero into zero. This one keeps its own stack of open arrays and objects.
struct JSONReader {
    /// An array or object that has been opened and not closed.
    struct Container {
        let value: RawJSON
        let isObject: Bool
        /// Where it begins.
        let offset: Int

        var kind: String { isObject ? "object" : "array" }
        var end: UInt8 { UInt8(ascii: isObject ? "}" : "]") }
        var quotedEnd: String { isObject ? "'}'" : "']'" }
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let firstLine: Int
    let allowsDuplicateNames: Bool
    var position = 0
    /// What the last string with escapes stands for.
    var unescaped: [UInt8] = []
    private var containers: [Container] = []
    private var root: JSON = .null
    private var name = MemberName()

    init(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, allowingDuplicateNames: Bool) {
        self.bytes = bytes
        self.firstLine = firstLine
        allowsDuplicateNames = allowingDuplicateNames
    }

    mutating func document() throws(JSONError) -> JSON {
        try refuseUnreadable()
        skipBlanks()
        repeat {
            if try opensContainer() { continue }
            while let container = containers.last, try endsAfterValue(container) { containers.removeLast() }
        } while !containers.isEmpty
        skipBlanks()
        guard position == bytes.count else { throw unexpected("nothing more after the value") }
        return root
    }

    private func refuseUnreadable() throws(JSONError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw error(
                .syntax, "the text begins with a byte order mark (U+FEFF), which JSON does not have", at: 0)
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw error(.invalidUTF8, "the text begins with the byte order mark of UTF-16; JSON is UTF-8", at: 0)
        }
        if bytes.isEmpty { throw error(.endOfInput, "the text is empty", at: 0) }
        if bytes.allSatisfy(\.isJSONBlank) { throw error(.endOfInput, "the text has nothing but blanks", at: 0) }
    }

    /// Reads a value; true if it is an array or object whose first value comes next.
    private mutating func opensContainer() throws(JSONError) -> Bool {
        guard containers.count < JSON.depthLimit else {
            throw error(.depth, "the values nest more than \(JSON.depthLimit) levels deep", at: position)
        }
        switch next {
        case UInt8(ascii: "{"): return try open(json_object(), isObject: true)
        case UInt8(ascii: "["): return try open(json_array(), isObject: false)
        default:
            try add(try scalar())
            return false
        }
    }

    private mutating func open(_ value: RawJSON?, isObject: Bool) throws(JSONError) -> Bool {
        let value: RawJSON = value ?? json_null()
        try add(value)
        let container = Container(value: value, isObject: isObject, offset: position)
        position += 1
        skipBlanks()
        if next == container.end {
            position += 1
            return false
        }
        containers.append(container)
        if isObject { try readName("a name in double quotes or '}'") }
        return true
    }

    /// Makes it the root, or hands it to the innermost container.
    private mutating func add(_ value: RawJSON) throws(JSONError) {
        guard let container = containers.last else { return root = JSON(owning: value) }
        guard container.isObject else {
            json_array_append_new(container.value, value)
            return
        }
        let count = json_object_size(container.value)
        name.withBytes(in: bytes) { name in
            _ = json_object_setn_new_nocheck(container.value, name.baseAddress, name.count, value)
        }
        guard allowsDuplicateNames || json_object_size(container.value) > count else {
            let shown = Self.quoted(name.withBytes(in: bytes) { String(decodingUTF8: $0) })
            throw error(.duplicateName, "the name \(shown) occurs twice in one object", at: name.offset)
        }
    }

    /// Reads a comma and goes to the next value, or reads the end of the container.
    private mutating func endsAfterValue(_ container: Container) throws(JSONError) -> Bool {
        skipBlanks()
        if next == container.end {
            position += 1
            return true
        }
        guard next == UInt8(ascii: ",") else { throw unexpected("',' or \(container.quotedEnd)", in: container) }
        position += 1
        skipBlanks()
        if container.isObject {
            try readName("a name in double quotes after ','")
        } else if next == container.end {
            throw unexpected("a value after ','", in: container)
        }
        return false
    }

    /// Reads the name of a member and the colon after it.
    private mutating func readName(_ expected: @autoclosure () -> String) throws(JSONError) {
        name.offset = position
        guard next == UInt8(ascii: "\"") else { throw unexpected(expected(), in: containers.last) }
        name.range = try string()
        if name.range == nil { swap(&name.unescaped, &unescaped) }
        skipBlanks()
        guard next == UInt8(ascii: ":") else {
            let shown = Self.quoted(name.withBytes(in: bytes) { String(decodingUTF8: $0) })
            throw unexpected("':' after the name \(shown)", in: containers.last)
        }
        position += 1
        skipBlanks()
    }

    private mutating func scalar() throws(JSONError) -> RawJSON {
        switch next {
        case UInt8(ascii: "\""): return try stringValue()
        case let next? where next == UInt8(ascii: "-") || next.isDigit: return try number()
        default: return try word()
        }
    }

    private mutating func stringValue() throws(JSONError) -> RawJSON {
        if let range = try string() {
            return UnsafeBufferPointer(rebasing: bytes[range]).withMemoryRebound(to: CChar.self, Self.made)
        }
        return unescaped.withUnsafeBufferPointer { $0.withMemoryRebound(to: CChar.self, Self.made) }
    }

    private static func made(_ text: UnsafeBufferPointer<CChar>) -> RawJSON {
        json_stringn_nocheck(text.baseAddress, text.count) ?? json_null()
    }

    private mutating func word() throws(JSONError) -> RawJSON {
        if take("true") { return json_true() }
        if take("false") { return json_false() }
        if take("null") { return json_null() }
        throw unexpected(containers.isEmpty ? "a JSON value" : "a value", in: containers.last)
    }

    /// Takes a word that no further letter makes longer.
    private mutating func take(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, end == bytes.count || !bytes[end].isLetter,
            bytes[position..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: end - position))
        else { return false }
        position = end
        return true
    }
}

/// The name of the member that comes next.
private struct MemberName {
    /// Where its quote is.
    var offset = 0
    /// Where it stands in the text; nil if it has escapes.
    var range: Range<Int>?
    var unescaped: [UInt8] = []

    func withBytes<Result>(
        in text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<CChar>) -> Result
    ) -> Result {
        if let range { return UnsafeBufferPointer(rebasing: text[range]).withMemoryRebound(to: CChar.self, body) }
        return unescaped.withUnsafeBufferPointer { $0.withMemoryRebound(to: CChar.self, body) }
    }
}
