internal import CJansson

extension JSON {
    /// The deepest nesting of values that is read.
    public static let depthLimit = 2048

    /// Parses one document (RFC 8259): UTF-8, any value at the top.
    ///
    /// - Parameters:
    ///   - text: The document.
    ///   - maximumSize: In bytes; a longer text is refused unread.
    ///   - allowingDuplicateNames: Whether of members with one name the last stands, instead of being a mistake.
    /// - Throws: ``JSONError`` with the place of the first mistake.
    public init(
        parsing text: some Sequence<UInt8>, maximumSize: Int = .max, allowingDuplicateNames: Bool = false
    ) throws(JSONError) {
        let parse = { (bytes: UnsafeBufferPointer<UInt8>) in
            JSON.parse(bytes, maximumSize: maximumSize, allowingDuplicateNames: allowingDuplicateNames)
        }
        let result = text.withContiguousStorageIfAvailable(parse) ?? Array(text).withUnsafeBufferPointer(parse)
        self = try result.get()
    }

    /// As for UTF-8 bytes.
    public init(
        parsing text: String, maximumSize: Int = .max, allowingDuplicateNames: Bool = false
    ) throws(JSONError) {
        try self.init(
            parsing: text.utf8, maximumSize: maximumSize, allowingDuplicateNames: allowingDuplicateNames)
    }

    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, maximumSize: Int, allowingDuplicateNames: Bool
    ) -> Result<JSON, JSONError> {
        guard bytes.count <= maximumSize else { return .failure(.tooLarge(bytes.count, maximum: maximumSize)) }
        if let value = parseQuickly(bytes, allowingDuplicateNames: allowingDuplicateNames) { return .success(value) }
        return Result { () throws(JSONError) in
            var reader = JSONReader(bytes, allowingDuplicateNames: allowingDuplicateNames)
            return try reader.document()
        }
    }

    /// What jansson reads; nil where it finds a mistake or might miss one.
    private static func parseQuickly(_ bytes: UnsafeBufferPointer<UInt8>, allowingDuplicateNames: Bool) -> JSON? {
        // Jansson overlooks a NUL that follows a number or a word.
        guard let start = bytes.baseAddress, !bytes.contains(0) else { return nil }
        let flags = JSON_DECODE_ANY | JSON_ALLOW_NUL | (allowingDuplicateNames ? 0 : JSON_REJECT_DUPLICATES)
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            json_loadb($0, bytes.count, Int(flags), nil)
        }.map(JSON.init(owning:))
    }
}
