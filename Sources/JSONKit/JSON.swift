internal import CJansson

/// An immutable JSON value, held by jansson.
///
/// A value shares its storage with the document it was parsed from, so that taking a member or an element copies nothing.
/// Objects keep the order of their members; integers are exact over 64 bits.
public struct JSON: Sendable {
    let storage: Storage

    /// The six types of RFC 8259, with numbers told apart as jansson tells them.
    public enum Kind: String, Sendable {
        case null, boolean, integer, real, string, array, object
    }

    /// One reference to a jansson value.
    ///
    /// Safe to share: values are never changed once wrapped, and jansson counts references atomically.
    final class Storage: @unchecked Sendable {
        let pointer: RawJSON

        init(owning pointer: RawJSON) { self.pointer = pointer }

        deinit { keyway_json_decref(pointer) }
    }

    /// Wraps a reference that the caller hands over.
    init(owning pointer: RawJSON) { storage = Storage(owning: pointer) }

    /// Wraps a value that something else also holds.
    init(sharing pointer: RawJSON) {
        storage = Storage(owning: keyway_json_incref(pointer))
    }

    var pointer: RawJSON { storage.pointer }

    public var kind: Kind { Kind(pointer) }
}

extension JSON.Kind {
    init(_ pointer: UnsafePointer<json_t>) {
        switch keyway_json_typeof(pointer) {
        case JSON_OBJECT: self = .object
        case JSON_ARRAY: self = .array
        case JSON_STRING: self = .string
        case JSON_INTEGER: self = .integer
        case JSON_REAL: self = .real
        case JSON_TRUE, JSON_FALSE: self = .boolean
        default: self = .null
        }
    }
}
