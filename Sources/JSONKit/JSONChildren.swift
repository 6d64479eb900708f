internal import CJansson

typealias RawJSON = UnsafeMutablePointer<json_t>

extension RawJSON {
    /// The UTF-8 text of a string; it lives as long as the value.
    var stringBytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: json_string_value(self), count: json_string_length(self))
    }

    /// Whether it is an array or an object.
    var isContainer: Bool {
        let type = keyway_json_typeof(self)
        return type == JSON_OBJECT || type == JSON_ARRAY
    }

    subscript(name name: UnsafeRawBufferPointer) -> RawJSON? {
        json_object_getn(self, name.baseAddress?.assumingMemoryBound(to: CChar.self), name.count)
    }
}

/// The elements of an array or the members of an object, one after the other, without a copy.
struct JSONChildren: IteratorProtocol {
    struct Child {
        /// The name of a member, nil for an element; it lives as long as the object.
        let name: UnsafeRawBufferPointer?
        /// From 0.
        let index: Int
        let value: RawJSON
    }

    private let parent: RawJSON
    private let isArray: Bool
    private var index = 0
    private var member: UnsafeMutableRawPointer?

    /// - Parameter parent: Any value; scalars have no children.
    init(of parent: RawJSON) {
        self.parent = parent
        isArray = JSON.Kind(parent) == .array
        member = isArray ? nil : json_object_iter(parent)
    }

    mutating func next() -> Child? {
        guard let child = isArray ? nextElement() : nextMember() else { return nil }
        index += 1
        return child
    }

    private func nextElement() -> Child? {
        json_array_get(parent, index).map { Child(name: nil, index: index, value: $0) }
    }

    private mutating func nextMember() -> Child? {
        guard let current = member, let value = json_object_iter_value(current) else { return nil }
        let name = UnsafeRawBufferPointer(
            start: json_object_iter_key(current), count: json_object_iter_key_len(current))
        member = json_object_iter_next(parent, current)
        return Child(name: name, index: index, value: value)
    }
}

/// The children in the order of their names, by the bytes of UTF-8, whose order is that of the code points.
struct SortedChildren: IteratorProtocol {
    private var children: ArraySlice<JSONChildren.Child>

    init(of parent: RawJSON) {
        let all = Array(IteratorSequence(JSONChildren(of: parent)))
        children =
            all.sorted { one, other in
                guard let name = one.name, let otherName = other.name else { return one.index < other.index }
                return name.lexicographicallyPrecedes(otherName)
            }[...]
    }

    mutating func next() -> JSONChildren.Child? { children.popFirst() }
}
