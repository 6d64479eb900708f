internal import OAuthCore

/// A failure of a command that sent nothing, or that a check of ours found in what came, as the rules tell it.
public enum CommandProblem: Sendable, Equatable {
    /// There is nothing to refresh with.
    case noRefreshToken
    /// A token cannot be taken apart (RFC 6749 §1.4).
    case tokenOpaque
    /// A token of a type that calls are not made with (RFC 6749 §7.1).
    case tokenTypeUnsupported
    /// An ID token does not pass a step of its validation (OpenID Connect Core §3.1.3.7), by the step's name.
    case idToken(step: String)
    /// An essential step of a token's verification could not be checked, by the step's name.
    case unverified(step: String)

    /// - Parameter code: a diagnostic's stable name; nil where no rule is about it.
    public init?(code: String) {
        switch code {
        case "no-refresh-token": self = .noRefreshToken
        case OAuthError.Code.tokenOpaque.rawValue: self = .tokenOpaque
        case OAuthError.Code.tokenTypeUnsupported.rawValue: self = .tokenTypeUnsupported
        case _ where code.hasPrefix(CommandProblem.idTokenPrefix):
            self = .idToken(step: String(code.dropFirst(CommandProblem.idTokenPrefix.count)))
        case _ where code.hasPrefix(CommandProblem.unverifiedPrefix):
            self = .unverified(step: String(code.dropFirst(CommandProblem.unverifiedPrefix.count)))
        default: return nil
        }
    }

    private static let idTokenPrefix = "id-token-"
    private static let unverifiedPrefix = "unverified-"
}
