internal import HTTPMessage

/// Finds the metadata of an issuer at the two addresses that it may have, in this order (RFC 8414 §3.1, OpenID Connect
/// Discovery §4.1). The first good document ends the flow.
///
/// Where no address has a good one, the flow ends with the error of the first. A document of another issuer ends it at
/// once, since nothing of it may be used (RFC 8414 §3.3).
public struct DiscoveryFlow: Flow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "discover", summary: "fetch a server's metadata", section: "RFC 8414 §3",
        inputs: [FlowInput("issuer", "the issuer's URL", isRequired: true, hint: .url)], messages: [.metadata],
        isRepeatable: true)

    /// The issuer identifier, as the document must write it (RFC 8414 §3.3).
    public let issuer: String
    private var remaining = MetadataRequest.Form.allCases[...]
    private var firstError: OAuthError?
    private var sent = 0

    /// A flow for this issuer identifier; its form is checked by the first step.
    public init(issuer: String) { self.issuer = issuer }

    /// The next address to ask, or the first good document; see ``Flow/next(_:_:)``.
    public mutating func next(
        _ event: FlowEvent, _ context: FlowContext
    ) throws(OAuthError) -> FlowStep<MetadataResponse> {
        switch event {
        case .begin: return try ask()
        case .response(let response, _):
            do throws(OAuthError) {
                return .done(try MetadataResponse.process(response, issuer: issuer))
            } catch {
                guard error.code != .issuerMismatch else { throw error }
                return try goOn(after: error)
            }
        case .failed(let error):
            let failure = OAuthError.unanswered(error, doing: "looking for the metadata of \(issuer)")
            guard error.code != .cancelled else { throw failure }
            return try goOn(after: failure)
        case .callback, .waited, .acted: throw event.unexpected(in: Self.description.name)
        }
    }

    private mutating func goOn(after error: OAuthError) throws(OAuthError) -> FlowStep<MetadataResponse> {
        if firstError == nil {
            firstError = error
            firstError?.messageIndex = sent - 1
        }
        return try ask()
    }

    private mutating func ask() throws(OAuthError) -> FlowStep<MetadataResponse> {
        guard let form = remaining.popFirst() else {
            throw firstError ?? FlowEvent.begin.unexpected(in: Self.description.name)
        }
        sent += 1
        return .send(try MetadataRequest(issuer: issuer, form: form).draft(), .metadata(of: issuer))
    }
}
