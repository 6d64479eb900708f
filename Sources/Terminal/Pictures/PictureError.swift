/// Why a picture cannot be shown.
public struct PictureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was found, in words fit to show.
    public let message: String

    public var description: String { message }

    init(_ message: String) { self.message = message }
}
