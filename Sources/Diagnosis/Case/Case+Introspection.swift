internal import HTTPMessage
package import OAuthCore

/// A recorded answer about a token.
package struct RecordedIntrospection: Sendable {
    /// The exchange with the introspection endpoint, which answered with status 200.
    package let exchange: RecordedExchange
    /// What the server said of the token (RFC 7662 §2.2).
    package let answer: IntrospectionResponse
}

extension Case {
    /// The newest that was said of a token.
    package func introspection(of value: String) -> RecordedIntrospection? {
        for other in evidence.exchanges.reversed()
        where other.endpoint(at: evidence.provider) == .introspection && other.status == 200
            && other.form.first("token") == value
        {
            guard let answer = other.introspection else { continue }
            return RecordedIntrospection(exchange: other, answer: answer)
        }
        return nil
    }
}
