/// One header field, as it was sent or received.
public struct HTTPHeader: Sendable, Equatable {
    /// The name, as it was written.
    public var name: String
    /// The value.
    public var value: String

    /// A field of this name and value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Header fields in their order; names match whatever their case (RFC 9110 §5.1).
public struct HTTPHeaders: Sendable, Equatable, ExpressibleByArrayLiteral, Sequence {
    /// The fields, in their order.
    public private(set) var fields: [HTTPHeader]

    /// Fields in this order; a name may repeat.
    public init(_ fields: [HTTPHeader] = []) { self.fields = fields }

    /// Fields in this order; a name may repeat.
    public init(arrayLiteral fields: HTTPHeader...) { self.fields = fields }

    /// Goes through the fields in their order.
    public func makeIterator() -> IndexingIterator<[HTTPHeader]> { fields.makeIterator() }

    /// The first field of this name; setting it replaces all of that name, and nil takes them out.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.matchesHeaderName(name) }?.value }
        set {
            let position = fields.firstIndex { $0.name.matchesHeaderName(name) } ?? fields.count
            fields.removeAll { $0.name.matchesHeaderName(name) }
            if let newValue { fields.insert(HTTPHeader(name, newValue), at: Swift.min(position, fields.count)) }
        }
    }

    /// Every field of this name, in order.
    public func values(_ name: String) -> [String] {
        fields.filter { $0.name.matchesHeaderName(name) }.map(\.value)
    }

    /// Adds a field at the end; others of its name stay.
    public mutating func add(_ name: String, _ value: String) { fields.append(HTTPHeader(name, value)) }
}

extension String {
    func matchesHeaderName(_ other: String) -> Bool {
        utf8.count == other.utf8.count && lowercased() == other.lowercased()
    }
}
