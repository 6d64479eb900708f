public import HTTPMessage
public import OAuthCore

/// A flow of one request and its response.
public protocol SingleRequestFlow: Flow {
    /// What the request is.
    var message: FlowMessage { get }

    /// The request, before any edit.
    func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest

    /// What the response says.
    ///
    /// - Parameter request: the request as it was sent.
    func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> Outcome
}

extension SingleRequestFlow {
    /// The request, then what its response says; see ``Flow/next(_:_:)``.
    public mutating func next(_ event: FlowEvent, _ context: FlowContext) throws(OAuthError) -> FlowStep<Outcome> {
        switch event {
        case .begin: return .send(try request(context), message)
        case .response(let response, let request): return .done(try outcome(of: response, to: request, context))
        case .failed(let error): throw .unanswered(error, doing: "sending the \(message.summary)")
        case .callback, .waited, .acted: throw event.unexpected(in: Self.description.name)
        }
    }
}

extension OAuthError {
    /// That no response came.
    static func unanswered(_ error: TransportError, doing: String) -> OAuthError {
        OAuthError(
            .unanswered, doing: doing, found: "No response came: \(error.message)",
            advice: "See what kept the request from being answered.", transport: error)
    }
}
