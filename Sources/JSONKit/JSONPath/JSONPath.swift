/// A JSONPath query (RFC 9535), checked and ready to be asked of any number of documents.
public struct JSONPath: Sendable {
    /// The query as it was written.
    public let text: String

    /// - Throws: ``JSONPathError`` if the text is not well-formed or its functions are not well-typed (§2.1); after
    ///   that no document can make the query fail.
    public init(_ text: String) throws(JSONPathError) { self.text = text }

    /// Whether the query can select at most one value (§2.3.5.1).
    public var isSingular: Bool { true }

    /// The values the query selects, in the order of the RFC, with their places.
    public func matches(in document: JSON) -> [JSONPathMatch] { [] }

    /// The values the query selects.
    public func values(in document: JSON) -> [JSON] { [] }
}

/// A value that a query selected.
public struct JSONPathMatch: Sendable, Equatable {
    public let value: JSON
    /// Its place as a normalized path (RFC 9535 §2.7), such as `$['a'][0]`.
    public let path: String
}
