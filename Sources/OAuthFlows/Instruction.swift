/// What a user must do on another device for a flow to go on (RFC 8628 §3.3).
public struct Instruction: Sendable, Equatable {
    /// Where the user goes: `verification_uri`; nil where the server asks the user by itself.
    public var address: String?
    /// What the user types there; nil where the address says everything.
    public var userCode: String?
    /// The address with the code in it, fit for a QR code: `verification_uri_complete`.
    public var completeAddress: String?
    /// What the user's device shows, to be compared with what this one shows (OpenID CIBA Core §7.1).
    public var bindingMessage: String?
    /// When the code ends, in milliseconds since 1970; nil where the server does not say.
    public var expiresAt: Int64?

    /// An instruction; `expiresAt` is in milliseconds since 1970.
    public init(
        address: String?, userCode: String? = nil, completeAddress: String? = nil, bindingMessage: String? = nil,
        expiresAt: Int64? = nil
    ) {
        self.address = address
        self.userCode = userCode
        self.bindingMessage = bindingMessage
        self.completeAddress = completeAddress
        self.expiresAt = expiresAt
    }
}
