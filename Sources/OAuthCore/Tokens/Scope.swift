/// A set of scope tokens in the order they were named (RFC 6749 §3.3). Tokens are compared byte for byte.
public struct Scope: Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The scope tokens, each once, in their order (RFC 6749 §3.3).
    public private(set) var tokens: [String]

    /// Repeated tokens count once.
    public init(_ tokens: some Sequence<String> = []) {
        var seen: Set<[UInt8]> = []
        self.tokens = tokens.filter { seen.insert(Array($0.utf8)).inserted }
    }

    /// Reads tokens divided by spaces; see ``parse(_:)`` for what may be wrong with them.
    public init(_ text: String) { self.init(text.unicodeScalars.split(separator: " ").map(String.init)) }

    /// The scope of this text, divided by spaces.
    public init(stringLiteral text: String) { self.init(text) }

    /// Whether it has no scope token.
    public var isEmpty: Bool { tokens.isEmpty }
    /// The tokens with single spaces between them.
    public var text: String { tokens.joined(separator: " ") }
    public var description: String { text }

    /// Whether it has this scope token, byte for byte (RFC 6749 §3.3).
    public func contains(_ token: String) -> Bool { tokens.contains { ByteComparison.equal($0, token) } }

    /// Whether every token of the other is among these.
    public func covers(_ other: Scope) -> Bool { other.tokens.allSatisfy(lookup) }

    /// The scope tokens of both, those of this scope first.
    public func union(_ other: Scope) -> Scope { Scope(tokens + other.tokens) }

    /// Without the scope tokens of another scope.
    public func subtracting(_ other: Scope) -> Scope {
        let isTaken = other.lookup
        return Scope(tokens.filter { !isTaken($0) })
    }

    /// The scope tokens that both have.
    public func intersection(_ other: Scope) -> Scope { Scope(tokens.filter(other.lookup)) }

    /// Tells of each token whether it is among these, in the same time for many as for few.
    private var lookup: (String) -> Bool {
        guard tokens.count > 8 else { return contains }
        let known = Set(tokens.map { Array($0.utf8) })
        return { known.contains(Array($0.utf8)) }
    }
}

extension Scope: Equatable {
    /// The same tokens in any order.
    public static func == (one: Scope, other: Scope) -> Bool { one.covers(other) && other.covers(one) }
}
