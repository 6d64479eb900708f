public import HTTPMessage

/// An exchange on its way out of a session, or into it.
public struct ExportedExchange: Sendable, Equatable {
    /// Its number in the session.
    public var number: Int64
    /// `token`, `resource`, `browser` and so on.
    public var purpose: String
    public var exchange: HTTPExchange

    public init(number: Int64, purpose: String, exchange: HTTPExchange) {
        self.number = number
        self.purpose = purpose
        self.exchange = exchange
    }
}
