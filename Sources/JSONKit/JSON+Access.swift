internal import CJansson

extension JSON {
    public var isNull: Bool { kind == .null }

    public var bool: Bool? { kind == .boolean ? keyway_json_is_true(pointer) != 0 : nil }

    /// The number as an integer; nil for reals, even whole ones.
    public var integer: Int64? { kind == .integer ? json_integer_value(pointer) : nil }

    /// The number, integer or real.
    public var number: Double? {
        switch kind {
        case .integer, .real: json_number_value(pointer)
        default: nil
        }
    }

    public var string: String? {
        guard kind == .string, let bytes = json_string_value(pointer) else { return nil }
        return String(decodingUTF8: bytes, count: json_string_length(pointer))
    }

    /// The elements of an array.
    public var elements: [JSON]? {
        guard kind == .array else { return nil }
        return (0..<json_array_size(pointer)).compactMap { json_array_get(pointer, $0).map(JSON.init(sharing:)) }
    }

    /// The members of an object, in the order of the document.
    public var members: [(name: String, value: JSON)]? {
        guard kind == .object else { return nil }
        var members: [(name: String, value: JSON)] = []
        members.reserveCapacity(json_object_size(pointer))
        var iterator = json_object_iter(pointer)
        while let current = iterator {
            if let name = json_object_iter_key(current), let value = json_object_iter_value(current) {
                let name = String(decodingUTF8: name, count: json_object_iter_key_len(current))
                members.append((name, JSON(sharing: value)))
            }
            iterator = json_object_iter_next(pointer, current)
        }
        return members
    }

    /// How many elements or members there are; nil for scalars.
    public var count: Int? {
        switch kind {
        case .array: json_array_size(pointer)
        case .object: json_object_size(pointer)
        default: nil
        }
    }

    public subscript(name: String) -> JSON? {
        guard kind == .object else { return nil }
        var name = name
        let value = name.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { json_object_getn(pointer, $0.baseAddress, $0.count) }
        }
        return value.map(JSON.init(sharing:))
    }

    public subscript(index: Int) -> JSON? {
        guard kind == .array, index >= 0 else { return nil }
        return json_array_get(pointer, index).map(JSON.init(sharing:))
    }
}

extension String {
    /// Text that jansson has already checked to be UTF-8; it may hold NUL.
    init(decodingUTF8 bytes: UnsafePointer<CChar>, count: Int) {
        self.init(decodingUTF8: UnsafeBufferPointer(start: bytes, count: count))
    }

    init(decodingUTF8 bytes: UnsafeBufferPointer<CChar>) {
        self = String(decoding: UnsafeRawBufferPointer(bytes), as: UTF8.self)
    }
}
