/// What keeps a request from being signed: the edge of this room.
public struct SignatureError: Error, Sendable, Equatable {
    public var message: String

    public init(_ message: String) { self.message = message }
}
