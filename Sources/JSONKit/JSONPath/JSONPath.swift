/// A JSONPath query (RFC 9535), checked and ready to be asked of any number of documents.
public struct JSONPath: Sendable {
    /// The query as it was written.
    public let text: String
    private let query: PathQuery

    /// - Throws: ``JSONPathError`` if the text is not well-formed or its functions are not well-typed (§2.1); after
    ///   that no document can make the query fail.
    public init(_ text: String) throws(JSONPathError) {
        var scanner = PathScanner(text)
        query = try scanner.wholeQuery()
        self.text = text
    }

    /// Whether the query can select at most one value (§2.3.5.1).
    public var isSingular: Bool { query.isSingular }

    /// The values the query selects, in the order of the RFC, with their places.
    public func matches(in document: JSON) -> [JSONPathMatch] {
        collect(from: document) { walker, node in
            JSONPathMatch(value: JSON(sharing: node), path: walker.normalizedPath)
        }
    }

    /// The values the query selects, in the order of the RFC.
    public func values(in document: JSON) -> [JSON] {
        collect(from: document) { _, node in JSON(sharing: node) }
    }

    /// The first value the query selects, without looking for others.
    public func first(in document: JSON) -> JSON? {
        walk(document) { walker in walker.next().map(JSON.init(sharing:)) }
    }

    /// The first value the query selects with its place, without looking for others.
    public func firstMatch(in document: JSON) -> JSONPathMatch? {
        walk(document) { walker in
            walker.next().map { JSONPathMatch(value: JSON(sharing: $0), path: walker.normalizedPath) }
        }
    }

    private func collect<Result>(from document: JSON, _ make: (PathWalker, RawJSON) -> Result) -> [Result] {
        walk(document) { walker in
            var results: [Result] = []
            while let node = walker.next() { results.append(make(walker, node)) }
            return results
        }
    }

    /// The walker holds bare pointers into the document and the query, which must stay meanwhile.
    private func walk<Result>(_ document: JSON, _ body: (inout PathWalker) -> Result) -> Result {
        withExtendedLifetime((document, self)) {
            var walker = PathWalker(query, from: document.pointer, in: PathContext(root: document.pointer))
            return body(&walker)
        }
    }
}

/// A value that a query selected.
public struct JSONPathMatch: Sendable, Equatable {
    public let value: JSON
    /// Its place as a normalized path (RFC 9535 §2.7), such as `$['a'][0]`.
    public let path: String
}
