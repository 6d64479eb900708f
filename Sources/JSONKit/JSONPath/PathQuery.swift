/// A query as the grammar of RFC 9535 has it, at the root or inside a filter.
struct PathQuery: Sendable {
    enum Origin: Sendable { case root, current }

    let origin: Origin
    var segments: [PathSegment] = []

    /// Whether every segment is a single name or index (§2.3.5.1).
    var isSingular: Bool { segments.allSatisfy(\.isSingular) }
}

/// What leads from each node to some of its children or descendants (§2.5).
struct PathSegment: Sendable {
    /// Whether the selectors apply to the node and all its descendants, instead of the node alone.
    let descends: Bool
    let selectors: [PathSelector]

    var isSingular: Bool {
        guard !descends, selectors.count == 1 else { return false }
        switch selectors[0] {
        case .name, .index: return true
        case .wildcard, .slice, .filter: return false
        }
    }
}

/// What chooses among the children of a node (§2.3).
enum PathSelector: Sendable {
    case name(PathName)
    case wildcard
    case index(Int)
    case slice(PathSlice)
    case filter(PathCondition)
}

/// A member name as jansson wants it: UTF-8 at an address that stays as long as the query lives.
final class PathName: @unchecked Sendable {
    let text: String
    let bytes: UnsafeRawBufferPointer

    init(_ text: String) {
        self.text = text
        // One more, since jansson takes no empty name without an address.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count + 1, alignment: 1)
        buffer.copyBytes(from: text.utf8)
        buffer[text.utf8.count] = 0
        bytes = UnsafeRawBufferPointer(rebasing: buffer[..<text.utf8.count])
    }

    deinit { bytes.deallocate() }
}
