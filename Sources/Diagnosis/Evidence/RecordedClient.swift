public import OAuthCore

/// A client as it was registered from some moment on.
public struct RecordedClient: Sendable, Equatable {
    /// What is registered of the client.
    public var registration: ClientRegistration
    /// Milliseconds since 1970.
    public var since: Int64
    /// Who says that the client is registered so.
    public var origin: Origin
    /// The exchange that told of it.
    public var exchange: Int64?

    /// Who says so.
    public enum Origin: String, Sendable {
        /// The server's answer to a registration, a reset or a listing.
        case server
        /// The user, who added what is registered elsewhere.
        case user
    }

    /// A client as it was from a moment on, in milliseconds since 1970; the exchange is nil where none told of it.
    public init(registration: ClientRegistration, since: Int64, origin: Origin, exchange: Int64? = nil) {
        self.registration = registration
        self.since = since
        self.origin = origin
        self.exchange = exchange
    }
}
