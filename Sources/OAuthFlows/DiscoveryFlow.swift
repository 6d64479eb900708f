internal import HTTPMessage
public import OAuthCore

/// Finds the metadata of an issuer at each address that it may have (RFC 8414 §3.1 and §5, OpenID Connect Discovery
/// §4.1): the first good document counts. Where it lacks an endpoint, or where every place is to be asked, the other places
/// are asked too, and add what it does not say.
///
/// Where no address has a good one, the flow ends with the error of the address that came nearest, and what came of each.
/// Nothing of a document of another issuer is used (RFC 8414 §3.3).
public struct DiscoveryFlow: Flow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "discover", summary: "fetch a server's metadata", section: "RFC 8414 §3",
        inputs: [FlowInput("issuer", "the issuer's URL", isRequired: true, hint: .url)], messages: [.metadata],
        isRepeatable: true)

    /// The issuer identifier, as the document must write it (RFC 8414 §3.3), or the address of its document.
    public let issuer: String
    /// Whether every place is asked, though one has answered with all that a flow needs.
    public let asksAll: Bool
    private var search: MetadataSearch?
    private var sent = 0

    /// A flow for this issuer identifier; its form is checked by the first step.
    public init(issuer: String, asksAll: Bool = false) {
        self.issuer = issuer
        self.asksAll = asksAll
    }

    /// The next address to ask, or what the documents say; see ``Flow/next(_:_:)``.
    public mutating func next(
        _ event: FlowEvent, _ context: FlowContext
    ) throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        switch event {
        case .begin: search = try MetadataSearch(issuer, asksAll: asksAll)
        case .response(let response, _): search?.take(response, index: sent - 1)
        case .failed(let error):
            guard error.code != .cancelled else {
                throw .unanswered(error, doing: "looking for the metadata of \(issuer)")
            }
            search?.fail(error, index: sent - 1)
        case .callback, .waited, .acted: throw event.unexpected(in: Self.description.name)
        }
        if let (request, message) = search?.next() {
            sent += 1
            return .send(request, message)
        }
        guard let search else { throw event.unexpected(in: Self.description.name) }
        if let outcome = search.outcome { return .done(outcome) }
        throw search.failure()
    }
}
