/// The name of an endpoint, by which faults find it. Each feature names its own.
struct EndpointName: Hashable, Sendable, ExpressibleByStringLiteral {
    let text: String

    init(stringLiteral text: String) { self.text = text }
}
