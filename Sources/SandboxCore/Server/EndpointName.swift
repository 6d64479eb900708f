/// The name of an endpoint, by which faults find it. Each feature names its own.
package struct EndpointName: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name, which differs from those of all other endpoints.
    package let text: String

    /// A name from a literal.
    package init(stringLiteral text: String) { self.text = text }
}
