public import OAuthCore

/// What a ``Flow`` wants done next.
public enum FlowStep<Outcome: Sendable>: Sendable {
    /// Send this request; answer with ``FlowEvent/response(_:to:)`` or ``FlowEvent/failed(_:)``.
    case send(OAuthRequest, FlowMessage)
    /// Open the authorization request in a user agent; answer with ``FlowEvent/callback(_:of:)``.
    case open(OAuthRequest)
    /// Show this to the user; answer with ``FlowEvent/waited`` as soon as it is shown, or with ``FlowEvent/acted`` where
    /// the user has done it by then.
    case tell(Instruction)
    /// Wait this long; answer with ``FlowEvent/waited``.
    case wait(seconds: Int)
    /// The flow is at its end.
    case done(Outcome)
}
