/// The name of an endpoint, by which faults find it. Each feature names its own.
package struct EndpointName: Hashable, Sendable, ExpressibleByStringLiteral {
    package let text: String

    package init(stringLiteral text: String) { self.text = text }
}
