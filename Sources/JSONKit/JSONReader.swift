internal import CJansson

/// Reads what jansson refuses, to say in plain words what is wrong and where; or to read it after all, since jansson
/// refuses a NUL in a member name, which RFC 8259 allows.
///
/// Keeps its own stack of open arrays and objects.
struct JSONReader {
    /// An array or object that has been opened and not closed.
    struct Container {
        let value: RawJSON
        let isObject: Bool
        /// Where it begins.
        let offset: Int
        /// The name of the member that comes next, in an object.
        var name = ""

        var kind: String { isObject ? "object" : "array" }
        var end: UInt8 { UInt8(ascii: isObject ? "}" : "]") }
        var quotedEnd: String { isObject ? "'}'" : "']'" }
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let allowsDuplicateNames: Bool
    var position = 0
    private var containers: [Container] = []
    private var root: JSON = .null

    init(_ bytes: UnsafeBufferPointer<UInt8>, allowingDuplicateNames: Bool) {
        self.bytes = bytes
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
            add(try scalar())
            return false
        }
    }

    private mutating func open(_ value: RawJSON?, isObject: Bool) throws(JSONError) -> Bool {
        let value = JSON(owning: value ?? json_null())
        add(value)
        let container = Container(value: value.pointer, isObject: isObject, offset: position)
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

    /// Makes it the root, or puts it where the innermost container wants it.
    private mutating func add(_ value: JSON) {
        guard let container = containers.last else { return root = value }
        if container.isObject {
            JSON.set(container.name, to: value, in: container.value)
        } else {
            json_array_append_new(container.value, keyway_json_incref(value.pointer))
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
    private mutating func readName(_ expected: String) throws(JSONError) {
        let start = position
        let container = containers[containers.count - 1]
        guard next == UInt8(ascii: "\"") else { throw unexpected(expected, in: container) }
        let name = try string()
        if !allowsDuplicateNames, container.value.hasMember(name) {
            throw error(.duplicateName, "the name \(Self.quoted(name)) occurs twice in one object", at: start)
        }
        skipBlanks()
        guard next == UInt8(ascii: ":") else {
            throw unexpected("':' after the name \(Self.quoted(name))", in: container)
        }
        position += 1
        skipBlanks()
        containers[containers.count - 1].name = name
    }

    private mutating func scalar() throws(JSONError) -> JSON {
        switch next {
        case UInt8(ascii: "\""): return JSON(try string())
        case let next? where next == UInt8(ascii: "-") || next.isDigit: return try number()
        default: return try word()
        }
    }

    private mutating func word() throws(JSONError) -> JSON {
        for (word, value) in [("true", true), ("false", false), ("null", .null)] as [(String, JSON)] {
            if nextWord == word {
                position += word.utf8.count
                return value
            }
        }
        throw unexpected(containers.isEmpty ? "a JSON value" : "a value", in: containers.last)
    }
}

extension RawJSON {
    fileprivate func hasMember(_ name: String) -> Bool {
        let name = PathName(name)
        return withExtendedLifetime(name) { self[name: name.bytes] != nil }
    }
}
