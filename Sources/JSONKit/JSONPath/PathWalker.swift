internal import CJansson

/// The way from a node to one of its children.
struct PathStep {
    /// The name of a member, nil for an element; it lives as long as the document.
    let name: UnsafeRawBufferPointer?
    let index: Int
}

/// Goes through a document and stops at each node that a query selects, in the order of RFC 9535.
///
/// Nothing is collected between the segments: what one selects is handed to the next at once. Each node on the way has a
/// frame in a list, so that neither the document's depth nor the query's length can overflow the stack.
struct PathWalker {
    private let segments: [PathSegment]
    private let context: PathContext
    private var frames: [Frame] = []
    /// The start of an empty query, which is its own result.
    private var origin: RawJSON?
    /// The last step to the node that was returned.
    private var lastStep: PathStep?

    init(_ query: PathQuery, from node: RawJSON, in context: PathContext) {
        segments = query.segments
        self.context = context
        if segments.isEmpty { origin = node } else { frames = [Frame(node: node, segment: 0, step: nil)] }
    }

    /// The next selected node.
    mutating func next() -> RawJSON? {
        if let origin {
            self.origin = nil
            return origin
        }
        while let top = frames.indices.last {
            let segment = segments[frames[top].segment]
            if let child = frames[top].nextSelected(by: segment.selectors, in: context) {
                let following = frames[top].segment + 1
                if following == segments.count {
                    lastStep = child.step
                    return child.value
                }
                if child.value.isContainer {
                    frames.append(Frame(node: child.value, segment: following, step: child.step))
                }
            } else if segment.descends, let child = frames[top].nextDescendant() {
                frames.append(Frame(node: child.value, segment: frames[top].segment, step: child.step))
            } else {
                frames.removeLast()
            }
        }
        return nil
    }

    /// The way to the node that was returned last, as a normalized path (§2.7).
    var normalizedPath: String {
        var path = NormalizedPath()
        for frame in frames { if let step = frame.step { path.append(step) } }
        if let lastStep { path.append(lastStep) }
        return path.text
    }
}

extension JSONChildren.Child {
    fileprivate var step: PathStep { PathStep(name: name, index: index) }
}

/// A node on the way, and how far its children have been gone through.
private struct Frame {
    let node: RawJSON
    let segment: Int
    let step: PathStep?
    private var selector = 0
    /// Whether the selector has begun with the children.
    private var hasBegun = false
    private var children: JSONChildren?
    private var indices: StrideTo<Int>.Iterator?

    init(node: RawJSON, segment: Int, step: PathStep?) {
        self.node = node
        self.segment = segment
        self.step = step
    }

    mutating func nextSelected(by selectors: [PathSelector], in context: PathContext) -> JSONChildren.Child? {
        while selector < selectors.count {
            if let child = nextSelected(by: selectors[selector], in: context) { return child }
            selector += 1
            hasBegun = false
        }
        return nil
    }

    /// The next child that has children itself, after all selectors.
    mutating func nextDescendant() -> JSONChildren.Child? { nextChild(where: \.isContainer) }

    private mutating func nextSelected(by selector: PathSelector, in context: PathContext) -> JSONChildren.Child? {
        let node = node
        switch selector {
        case .name(let name): return only { node.member(name) }
        case .index(let index): return only { node.element(index) }
        case .wildcard: return nextChild { _ in true }
        case .slice(let slice): return nextElement(of: slice)
        case .filter(let condition): return nextChild { context.holds(condition, for: $0) }
        }
    }

    /// The child there is at most one of.
    private mutating func only(_ child: () -> JSONChildren.Child?) -> JSONChildren.Child? {
        guard !hasBegun else { return nil }
        hasBegun = true
        return child()
    }

    private mutating func nextChild(where isWanted: (RawJSON) -> Bool) -> JSONChildren.Child? {
        if !hasBegun {
            hasBegun = true
            children = JSONChildren(of: node)
        }
        while let child = children?.next() {
            if isWanted(child.value) { return child }
        }
        return nil
    }

    private mutating func nextElement(of slice: PathSlice) -> JSONChildren.Child? {
        if !hasBegun {
            hasBegun = true
            indices = slice.indices(count: json_array_size(node)).makeIterator()
        }
        return indices?.next().flatMap(node.element)
    }
}
