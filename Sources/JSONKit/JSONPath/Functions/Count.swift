extension PathFunction {
    /// How many nodes a query selects (RFC 9535 §2.4.5).
    static let count = PathFunction(
        name: "count", usage: "count(@.*) > 1", parameters: [.nodes], result: .value
    ) { arguments, _ in
        guard case .nodes(let nodes) = arguments[0] else { return .nothing }
        return .made(JSON(nodes.count))
    }
}
