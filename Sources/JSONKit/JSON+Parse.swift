internal import CJansson

extension JSON {
    /// Parses one document.
    ///
    /// - Parameter text: UTF-8, any value at the top (RFC 8259).
    /// - Throws: ``JSONError`` with the place of the first mistake; a duplicate member name is a mistake too.
    public init(parsing text: some Sequence<UInt8>) throws(JSONError) {
        self = try JSON.parse(ContiguousArray(text))
    }

    public init(parsing text: String) throws(JSONError) {
        self = try JSON.parse(ContiguousArray(text.utf8))
    }

    private static func parse(_ bytes: ContiguousArray<UInt8>) throws(JSONError) -> JSON {
        var error = json_error_t()
        let flags = Int(JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES)
        let parsed = bytes.withUnsafeBytes {
            json_loadb($0.bindMemory(to: CChar.self).baseAddress, $0.count, flags, &error)
        }
        guard let parsed else { throw JSONError(error, in: bytes) }
        return JSON(owning: parsed)
    }
}
