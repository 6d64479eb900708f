internal import CJansson

extension PathFunction {
    /// The characters of a string, the elements of an array, the members of an object (RFC 9535 §2.4.4).
    static let length = PathFunction(
        name: "length", usage: "length(@.name) >= 3", parameters: [.value], result: .value
    ) { arguments, _ in
        guard let value = arguments[0].value else { return .nothing }
        switch JSON.Kind(value) {
        case .string: return .made(JSON(value.scalarCount))
        case .array: return .made(JSON(json_array_size(value)))
        case .object: return .made(JSON(json_object_size(value)))
        case .null, .boolean, .integer, .real: return .nothing
        }
    }
}

extension RawJSON {
    /// Every byte of UTF-8 but those that continue a character.
    fileprivate var scalarCount: Int { stringBytes.count { $0 & 0xC0 != 0x80 } }
}
