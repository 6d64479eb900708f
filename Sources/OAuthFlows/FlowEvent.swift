public import HTTPMessage
public import OAuthCore

/// What happened since the last step of a ``Flow``.
public enum FlowEvent: Sendable {
    /// The flow starts.
    case begin
    /// A response came to ``FlowStep/send(_:_:)``.
    ///
    /// - Parameter to: the request as it was really sent, after every edit.
    case response(HTTPResponse, to: OAuthRequest)
    /// The user agent came back from ``FlowStep/open(_:)`` with this URL, or its query alone.
    ///
    /// - Parameter of: the authorization request as it was opened, after every edit.
    case callback(String, of: OAuthRequest)
    /// The time of ``FlowStep/wait(seconds:)`` is over, or what ``FlowStep/tell(_:)`` says was shown.
    case waited
    /// What ``FlowStep/tell(_:)`` says was shown, and the user has done it.
    case acted
    /// No response came to ``FlowStep/send(_:_:)``. A runner need only report it to a flow whose message
    /// ``FlowMessage/survivesFailure``; other flows end with ``OAuthError/Code/unanswered``.
    case failed(TransportError)
}

extension FlowEvent {
    /// What the event is called in an error.
    var phrase: String {
        switch self {
        case .begin: "the begin"
        case .response: "a response"
        case .callback: "a callback"
        case .waited: "the end of a wait"
        case .acted: "the end of what the user does"
        case .failed: "a failed request"
        }
    }

    /// The error of an event that does not answer the last step.
    ///
    /// - Parameter doing: the flow's name.
    func unexpected(in flow: String) -> OAuthError {
        OAuthError(
            .eventUnexpected, doing: "running the flow \(flow)", found: "\(phrase) came, which answers no step of it",
            advice: "Begin the flow again.")
    }
}
