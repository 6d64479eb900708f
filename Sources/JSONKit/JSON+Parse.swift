extension JSON {
    /// The deepest nesting of values that is read.
    public static let depthLimit = 2048

    /// Parses one document (RFC 8259): UTF-8, any value at the top.
    ///
    /// - Parameters:
    ///   - text: The document.
    ///   - maximumSize: In bytes; a longer text is refused unread.
    ///   - firstLine: The number of the first line in errors, where the text is part of a larger one.
    ///   - allowingDuplicateNames: Whether of members with one name the last stands, instead of being a mistake.
    /// - Throws: ``JSONError`` with the place of the first mistake.
    public init(
        parsing text: some Sequence<UInt8>, maximumSize: Int = .max, firstLine: Int = 1,
        allowingDuplicateNames: Bool = false
    ) throws(JSONError) {
        let parse = { (bytes: UnsafeBufferPointer<UInt8>) in
            JSON.parse(
                bytes, maximumSize: maximumSize, firstLine: firstLine, allowingDuplicateNames: allowingDuplicateNames)
        }
        let result = text.withContiguousStorageIfAvailable(parse) ?? Array(text).withUnsafeBufferPointer(parse)
        self = try result.get()
    }

    /// As for UTF-8 bytes.
    public init(
        parsing text: String, maximumSize: Int = .max, firstLine: Int = 1, allowingDuplicateNames: Bool = false
    ) throws(JSONError) {
        try self.init(
            parsing: text.utf8, maximumSize: maximumSize, firstLine: firstLine,
            allowingDuplicateNames: allowingDuplicateNames)
    }

    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, maximumSize: Int, firstLine: Int, allowingDuplicateNames: Bool
    ) -> Result<JSON, JSONError> {
        guard bytes.count <= maximumSize else { return .failure(.tooLarge(bytes.count, maximum: maximumSize)) }
        return Result { () throws(JSONError) in
            var reader = JSONReader(bytes, firstLine: firstLine, allowingDuplicateNames: allowingDuplicateNames)
            return try reader.document()
        }
    }
}
