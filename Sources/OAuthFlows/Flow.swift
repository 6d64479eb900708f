public import OAuthCore

/// One way to get something from a server, step by step.
///
/// A flow is a state machine without I/O: it says what to send, and is told what came. It has no clock and no
/// randomness of its own; both come with the ``FlowContext``. A runner calls ``next(_:_:)`` with
/// ``FlowEvent/begin`` first, does what the step says, and calls again with what happened, until
/// ``FlowStep/done(_:)`` or an error.
public protocol Flow: Sendable {
    /// What the flow brings at its end.
    associatedtype Outcome: Sendable

    /// What the flow is called, does and needs. It is the same for every flow of the type.
    static var description: FlowDescription { get }

    /// The next step after an event.
    ///
    /// - Throws: why the flow ends without an outcome; ``OAuthError/Code/eventUnexpected`` for an event that does not
    ///   answer the last step.
    mutating func next(_ event: FlowEvent, _ context: FlowContext) throws(OAuthError) -> FlowStep<Outcome>
}
