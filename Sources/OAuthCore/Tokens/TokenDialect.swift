/// How a provider's token responses differ from RFC 6749 §5.1.
public struct TokenDialect: Sendable, Equatable {
    /// Whether granted scopes are divided by commas, not by blanks (§3.3).
    public var dividesScopesByCommas: Bool
    /// Types of tokens that are sent as Bearer tokens all the same (§7.1).
    public var bearerTypes: [String]
    /// The member that holds the tokens where there are none at the top.
    public var member: String?

    /// A dialect; without arguments that of RFC 6749 §5.1.
    public init(dividesScopesByCommas: Bool = false, bearerTypes: [String] = [], member: String? = nil) {
        self.dividesScopesByCommas = dividesScopesByCommas
        self.bearerTypes = bearerTypes
        self.member = member
    }

    /// As the RFC says.
    public static let standard = TokenDialect()
}
