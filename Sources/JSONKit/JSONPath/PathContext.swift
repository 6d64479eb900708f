internal import CJansson

/// What an evaluation knows beside the node it is at; evaluates filters (RFC 9535 §2.3.5.2).
///
/// It recurses only as deep as the query nests, which the parser bounds.
struct PathContext {
    let root: RawJSON
    let patterns = PatternCache()

    func holds(_ condition: PathCondition, for node: RawJSON) -> Bool {
        switch condition {
        case .any(let conditions): conditions.contains { holds($0, for: node) }
        case .all(let conditions): conditions.allSatisfy { holds($0, for: node) }
        case .not(let condition): !holds(condition, for: node)
        case .comparison(let left, let sign, let right):
            compare(operand(left, for: node), sign, operand(right, for: node))
        case .existence(let query): first(of: query, for: node) != nil
        case .function(let call): result(of: call, for: node).isTrue
        }
    }

    private func compare(_ left: PathOperand, _ sign: PathComparison, _ right: PathOperand) -> Bool {
        withExtendedLifetime((left, right)) { sign.holds(left.value, right.value) }
    }

    private func operand(_ comparable: PathComparable, for node: RawJSON) -> PathOperand {
        switch comparable {
        case .literal(let value): .made(value)
        case .query(let query): only(of: query, for: node).map(PathOperand.node) ?? .nothing
        case .function(let call): result(of: call, for: node)
        }
    }

    private func result(of call: PathFunctionCall, for node: RawJSON) -> PathOperand {
        let arguments = call.arguments.map { argument($0, for: node) }
        return withExtendedLifetime(arguments) { call.function.evaluate(arguments, patterns) }
    }

    private func argument(_ argument: PathArgument, for node: RawJSON) -> PathOperand {
        switch argument {
        case .value(let comparable): return operand(comparable, for: node)
        case .condition(let condition): return .condition(holds(condition, for: node))
        case .nodes(let query):
            var walker = walker(query, for: node)
            var nodes: [RawJSON] = []
            while let node = walker.next() { nodes.append(node) }
            return .nodes(nodes)
        }
    }

    private func walker(_ query: PathQuery, for node: RawJSON) -> PathWalker {
        PathWalker(query, from: query.origin == .root ? root : node, in: self)
    }

    private func first(of query: PathQuery, for node: RawJSON) -> RawJSON? {
        if query.isSingular { return only(of: query, for: node) }
        var walker = walker(query, for: node)
        return walker.next()
    }

    /// What a singular query selects, without a walker.
    private func only(of query: PathQuery, for node: RawJSON) -> RawJSON? {
        var node = query.origin == .root ? root : node
        for segment in query.segments {
            let child =
                switch segment.selectors.first {
                case .name(let name): node[name: name.bytes]
                case .index(let index): node.element(index)?.value
                default: RawJSON?.none
                }
            guard let child else { return nil }
            node = child
        }
        return node
    }
}

extension RawJSON {
    func member(_ name: PathName) -> JSONChildren.Child? {
        self[name: name.bytes].map { JSONChildren.Child(name: name.bytes, index: 0, value: $0) }
    }

    /// The element at an index, which counts from the end if it is negative.
    func element(_ index: Int) -> JSONChildren.Child? {
        let index = index < 0 ? json_array_size(self) + index : index
        guard index >= 0 else { return nil }
        return json_array_get(self, index).map { JSONChildren.Child(name: nil, index: index, value: $0) }
    }
}
