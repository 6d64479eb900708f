internal import CJansson

extension JSON {
    public static let null = JSON(owning: json_null())

    public init(_ value: Bool) { self.init(owning: value ? json_true() : json_false()) }

    public init(_ value: Int64) { self.init(owning: JSON.made(json_integer(value))) }

    public init(_ value: Int) { self.init(Int64(value)) }

    /// A real number; JSON has no infinities and no NaN, so those become null.
    public init(_ value: Double) { self.init(owning: json_real(value) ?? json_null()) }

    public init(_ value: String) {
        var value = value
        let pointer = value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { json_stringn($0.baseAddress ?? JSON.empty, $0.count) }
        }
        self.init(owning: JSON.made(pointer))
    }

    public init(_ elements: [JSON]) {
        let array = JSON.made(json_array())
        for element in elements { json_array_append_new(array, keyway_json_incref(element.pointer)) }
        self.init(owning: array)
    }

    /// An object with these members in this order; of members with one name the last value stands.
    public init(members: [(String, JSON)]) {
        let object = JSON.made(json_object())
        for (name, value) in members { JSON.set(name, to: value, in: object) }
        self.init(owning: object)
    }

    /// An object without the members that have no value.
    public init(present members: [(String, JSON?)]) {
        self.init(members: members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// This object with one member set, or taken out.
    public func setting(_ name: String, to value: JSON?) -> JSON {
        var members = (self.members ?? []).map { ($0.name, $0.value) }
        let position = members.firstIndex { $0.0 == name }
        switch (position, value) {
        case (let position?, let value?): members[position].1 = value
        case (let position?, nil): members.remove(at: position)
        case (nil, let value?): members.append((name, value))
        case (nil, nil): break
        }
        return JSON(members: members)
    }

    static func set(_ name: String, to value: JSON, in object: RawJSON) {
        var name = name
        name.withUTF8 { bytes in
            _ = bytes.withMemoryRebound(to: CChar.self) {
                json_object_setn_new_nocheck(
                    object, $0.baseAddress ?? empty, $0.count, keyway_json_incref(value.pointer))
            }
        }
    }

    /// Jansson returns nil only where memory has run out, and there null is as good as anything.
    private static func made(_ pointer: RawJSON?) -> RawJSON {
        pointer ?? json_null()
    }

    /// What stands for the bytes of an empty string, whose buffer may have no address.
    private nonisolated(unsafe) static let empty: UnsafePointer<CChar> = {
        let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        byte.initialize(to: 0)
        return UnsafePointer(byte)
    }()
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self.init(value) }
    public init(integerLiteral value: Int64) { self.init(value) }
    public init(floatLiteral value: Double) { self.init(value) }
    public init(stringLiteral value: String) { self.init(value) }
    public init(arrayLiteral elements: JSON...) { self.init(elements) }
    public init(dictionaryLiteral members: (String, JSON)...) { self.init(members: members) }
}
