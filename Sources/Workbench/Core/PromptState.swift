public import JSONKit
internal import OAuthCore
public import Redaction
internal import Session

/// What the prompt line tells.
public struct PromptState: Sendable, Equatable {
    /// The name of the session; nil for one in memory.
    public let session: String?
    /// The name of the chosen provider.
    public let provider: String
    /// The label of the chosen client; nil where none is chosen.
    public let client: String?
    /// Seconds until the current access token ends, below 0 afterwards; nil without a token, or if it does not say.
    public let tokenSeconds: Int64?
    /// Whether the current token was revoked from here, however long it would have lived.
    public let isTokenRevoked: Bool
    /// Whether the session's secrets are under a passphrase.
    public let isLocked: Bool
}

extension Workbench {
    /// Nil where the session cannot be opened.
    public func promptState() -> PromptState? {
        guard (try? store()) != nil else { return nil }
        try? keepUp()
        let token = (try? tokenIfAny()) ?? nil
        return PromptState(
            session: sessionName, provider: selection.provider, client: (try? client())?.label,
            tokenSeconds: token?.tokens.expiresAt.map { ($0 - environment.clock()) / 1000 },
            isTokenRevoked: token?.revokedAt != nil,
            isLocked: (try? openedStore ? store().lockParameters() : nil) != nil)
    }

    /// The masker as it is now.
    public func secretsShown() -> Masker? { try? masker(orWithout: openedStore) }

    /// The masker with all that is secret by now, also what another prompt on the session has learned; nil where the
    /// session cannot be opened.
    public func secretsNow() -> Masker? {
        try? keepUp()
        return try? masker()
    }

    /// The last response's body as JSON; nil if there is none, or while no session is open.
    public func lastAnswer() -> JSON? { openedStore ? try? lastJSONBody() : nil }
}
