public import OAuthCore

/// A client as it was registered from some moment on.
public struct RecordedClient: Sendable, Equatable {
    public var registration: ClientRegistration
    /// Milliseconds since 1970.
    public var since: Int64
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

    public init(registration: ClientRegistration, since: Int64, origin: Origin, exchange: Int64? = nil) {
        self.registration = registration
        self.since = since
        self.origin = origin
        self.exchange = exchange
    }
}
