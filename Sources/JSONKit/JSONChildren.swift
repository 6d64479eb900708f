internal import CJansson

typealias RawJSON = UnsafeMutablePointer<json_t>

extension RawJSON {
    /// The UTF-8 text of a string; it lives as long as the value.
    var stringBytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: json_string_value(self), count: json_string_length(self))
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
    /// The members in the order of their names, where that is wanted.
    private var sorted: [Child]?

    /// - Parameter parent: Any value; scalars have no children.
    init(of parent: RawJSON, sorted: Bool = false) {
        self.parent = parent
        isArray = JSON.Kind(parent) == .array
        member = json_object_iter(parent)
        if sorted, !isArray {
            var all: [Child] = []
            while let child = next() { all.append(child) }
            self.sorted = all.sorted { $0.precedes($1) }
            index = 0
        }
    }

    mutating func next() -> Child? {
        defer { index += 1 }
        if let sorted { return index < sorted.count ? sorted[index] : nil }
        return isArray ? nextElement() : nextMember()
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

extension JSONChildren.Child {
    /// By the bytes of UTF-8, whose order is that of the code points.
    fileprivate func precedes(_ other: Self) -> Bool {
        guard let name, let otherName = other.name else { return index < other.index }
        return name.lexicographicallyPrecedes(otherName)
    }
}
