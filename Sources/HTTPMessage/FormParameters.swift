internal import Encodings

/// One name and its value, not encoded.
public struct FormParameter: Sendable, Equatable {
    /// The name, decoded.
    public var name: String
    /// The value, decoded.
    public var value: String

    /// A parameter of this name and value, both not encoded.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// The parameters of a query or of a form body, in their order, repeated ones kept
/// (`application/x-www-form-urlencoded`, RFC 6749, Appendix B).
public struct FormParameters: Sendable, Equatable, Sequence, ExpressibleByDictionaryLiteral {
    /// The parameters, in their order.
    public private(set) var parameters: [FormParameter]

    /// Parameters of these names and values, in this order.
    public init(_ pairs: [(String, String)] = []) { parameters = pairs.map { FormParameter($0.0, $0.1) } }

    /// Parameters of these names and values, in this order; a name may repeat.
    public init(dictionaryLiteral pairs: (String, String)...) { self.init(pairs) }

    /// Goes through the parameters in their order.
    public func makeIterator() -> IndexingIterator<[FormParameter]> { parameters.makeIterator() }

    /// Whether there are no parameters.
    public var isEmpty: Bool { parameters.isEmpty }
    /// How many parameters there are, repeated ones counted each time.
    public var count: Int { parameters.count }

    /// The value of the first parameter of this name; nil where there is none.
    public func first(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The values of every parameter of this name, in their order.
    public func all(_ name: String) -> [String] { parameters.filter { $0.name == name }.map(\.value) }

    /// Adds a parameter at the end; others of its name stay.
    public mutating func add(_ name: String, _ value: String) { parameters.append(FormParameter(name, value)) }

    /// Replaces all parameters of this name by one, at the place of the first; nil takes them out.
    public mutating func set(_ name: String, _ value: String?) {
        let position = parameters.firstIndex { $0.name == name } ?? parameters.count
        remove(name)
        if let value { parameters.insert(FormParameter(name, value), at: position) }
    }

    /// Takes out every parameter of this name.
    public mutating func remove(_ name: String) { parameters.removeAll { $0.name == name } }

    /// `name=value&name=value`.
    public var encoded: String {
        parameters.map { "\(FormCoding.encode($0.name))=\(FormCoding.encode($0.value))" }.joined(separator: "&")
    }

    /// The URL with these parameters added to the query that it may already have (RFC 6749 §3.1), before its fragment.
    public func added(to url: String) -> String {
        guard !isEmpty else { return url }
        let fragment = url.utf8.firstIndex(of: UInt8(ascii: "#")) ?? url.endIndex
        let base = url[..<fragment]
        let separator: String
        if base.utf8.contains(UInt8(ascii: "?")) {
            separator = base.hasSuffix("?") || base.hasSuffix("&") ? "" : "&"
        } else {
            separator = "?"
        }
        return "\(base)\(separator)\(encoded)\(url[fragment...])"
    }
}
