extension PathFunction {
    /// The value of the only node that a query selects (RFC 9535 §2.4.8).
    static let value = PathFunction(
        name: "value", usage: "value(@..color) == 'red'", parameters: [.nodes], result: .value
    ) { arguments, _ in
        guard case .nodes(let nodes) = arguments[0], nodes.count == 1 else { return .nothing }
        return .node(nodes[0])
    }
}
