internal import HTTPMessage
internal import JSONKit
public import OAuthCore

/// Finds the authorization server of a URL that somebody was given: of an issuer itself, or of a protected resource.
///
/// First the URL is taken as an issuer's, as ``DiscoveryFlow`` does. Where no address has such metadata, the URL is asked
/// without a token: the challenge names the metadata of the resource (RFC 9728 §5.1), or it stands at a well-known address
/// (RFC 9728 §3.1). The metadata names authorization servers, of which one is asked in turn.
public struct ResourceDiscoveryFlow: Flow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "discover-resource", summary: "find the authorization server of a protected resource",
        section: "RFC 9728 §5",
        inputs: [
            FlowInput("url", "the URL of the resource or of an issuer", isRequired: true, hint: .url),
            FlowInput("server", "the authorization server to take, of those that the resource names", hint: .url),
        ], messages: [.metadata, .challenge, .resourceMetadata], isRepeatable: true)

    /// The URL of a protected resource or of an issuer, or the address of metadata of either.
    public let url: String
    private let asksAll: Bool
    /// The issuer of the authorization server to take; nil takes the first that the resource names.
    public let server: String?
    private var stage = Stage.issuer
    private var search: MetadataSearch?
    private var firstFailure: OAuthError?
    private var places: [(MetadataPlace, foundBy: String)] = []
    private var current: (place: MetadataPlace, foundBy: String)?
    private var resource: FoundResource?
    private var attempts: [MetadataAttempt] = []
    private var warnings: [OAuthWarning] = []
    private var resourceFailure: OAuthError?
    /// Whether the URL itself refused a request without a token.
    private var isRefused = false
    /// The number of the message that was refused.
    private var refusal: Int?
    private var sent = 0

    private enum Stage {
        /// The URL is taken as an issuer's.
        case issuer
        /// The URL itself is asked, by GET and then by POST.
        case get, post
        /// Addresses of the resource's metadata are asked.
        case metadata
        /// The authorization server's metadata is asked for.
        case server
    }

    /// - Parameters:
    ///   - server: the authorization server to take; nil takes the first that the resource names.
    ///   - asksAll: whether every place of an issuer's metadata is asked, though one has all that a flow needs; of a server
    ///     that a resource names every place is asked.
    public init(url: String, server: String? = nil, asksAll: Bool = false) {
        self.url = url
        self.server = server
        self.asksAll = asksAll
    }

    /// The next message, or what was found; see ``Flow/next(_:_:)``.
    public mutating func next(
        _ event: FlowEvent, _ context: FlowContext
    ) throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        switch event {
        case .begin: return try begin()
        case .response(let response, let request): return try take(response, to: request)
        case .failed(let error):
            guard error.code != .cancelled else {
                throw .unanswered(error, doing: "looking for the metadata of \(url)")
            }
            return try fail(error)
        case .callback, .waited, .acted: throw event.unexpected(in: Self.description.name)
        }
    }

    private mutating func begin() throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        if !MetadataPlace.resources(of: url).isEmpty {
            places = [(MetadataPlace(url: url, rule: "as it was given"), "the address that was given")]
            return try askMetadata()
        }
        // An issuer has neither a query nor a fragment; a resource may have a query.
        guard !url.contains("?") else { return askResource() }
        search = try MetadataSearch(url, asksAll: asksAll)
        return try goOn()
    }

    // MARK: What came

    private mutating func take(_ response: HTTPResponse, to request: OAuthRequest) throws(OAuthError) -> FlowStep<
        DiscoveryOutcome
    > {
        switch stage {
        case .issuer, .server:
            search?.take(response, index: sent - 1)
            return try goOn()
        case .get, .post: return try takeChallenge(response, by: request.method)
        case .metadata: return try takeResourceMetadata(response)
        }
    }

    private mutating func fail(_ error: TransportError) throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        switch stage {
        case .issuer, .server:
            search?.fail(error, index: sent - 1)
            return try goOn()
        case .get, .post:
            attempts.append(
                MetadataAttempt(
                    request: "\(stage == .get ? "GET" : "POST") \(url)", rule: "the URL itself", verdict: error.message,
                    isUsed: false))
            return try lookForMetadata(challenge: nil)
        case .metadata:
            missed(.unanswered(error, doing: ProtectedResource.doing), nil)
            return try askMetadata()
        }
    }

    /// Of the search for a server's metadata: the next address, or its end.
    private mutating func goOn() throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        if let (request, message) = search?.next() { return send(request, message) }
        guard let search else { throw FlowEvent.begin.unexpected(in: Self.description.name) }
        if var outcome = search.outcome {
            outcome.attempts = attempts + outcome.attempts
            outcome.warnings = warnings + outcome.warnings
            outcome.resource = resource
            return .done(outcome)
        }
        attempts += search.attempts
        guard stage == .issuer else {
            let isGuessed = resource?.metadata == nil && server == nil
            throw unlisted(isGuessed ? nearest : search.nearest?.error).listing(attempts)
        }
        firstFailure = search.nearest?.error
        // Where nobody answers there is no resource either, and a document was not meant as one.
        guard !search.isUnreachable, MetadataPlace.issuers(of: url).isEmpty else {
            throw unlisted(firstFailure).listing(attempts)
        }
        return askResource()
    }

    private mutating func askResource() -> FlowStep<DiscoveryOutcome> {
        stage = .get
        let accept = HTTPHeader("Accept", "application/json, text/event-stream")
        return send(OAuthRequest("GET", url, headers: [accept]), .challenge)
    }

    private mutating func takeChallenge(_ response: HTTPResponse, by method: String) throws(OAuthError) -> FlowStep<
        DiscoveryOutcome
    > {
        let challenges = AuthenticationChallenge.parse(response.headers)
        let challenge =
            challenges.first { $0.resourceMetadata != nil }
            ?? challenges.first { $0.isScheme("Bearer") || $0.isScheme("DPoP") }
        let words =
            challenge.map {
                $0.resourceMetadata == nil
                    ? ", a challenge without resource_metadata" : ", a challenge with resource_metadata"
            } ?? ""
        attempts.append(
            MetadataAttempt(
                request: "\(method) \(url)", rule: "the URL itself", verdict: "\(response.status)\(words)",
                isUsed: challenge?.resourceMetadata != nil))
        // Resources that take only POST, as MCP servers do, refuse a GET for another reason.
        if stage == .get, challenge == nil, [400, 404, 405, 406, 415].contains(response.status) {
            stage = .post
            var request = OAuthRequest.json("POST", to: url, [:])
            request.headers["Accept"] = "application/json, text/event-stream"
            return send(request, .challenge)
        }
        isRefused = response.status == 401 || challenge != nil
        refusal = sent - 1
        return try lookForMetadata(challenge: challenge)
    }

    private mutating func lookForMetadata(challenge: AuthenticationChallenge?) throws(OAuthError) -> FlowStep<
        DiscoveryOutcome
    > {
        if let place = challenge?.resourceMetadata {
            let resolved = URLReference.resolve(place, against: url)
            places = [(MetadataPlace(url: resolved, rule: "RFC 9728 §5.1"), "resource_metadata of the challenge")]
        }
        let known = Set(places.map(\.0.url))
        places += try MetadataPlace.places(ofResource: url).filter { !known.contains($0.url) }.map {
            ($0, "a well-known address of protected resources")
        }
        resource = FoundResource(metadata: nil, url: url, place: nil, foundBy: "", scope: challenge?.scope)
        return try askMetadata()
    }

    private mutating func askMetadata() throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        stage = .metadata
        guard !places.isEmpty else { return try withoutMetadata() }
        let next = places.removeFirst()
        current = (next.0, next.foundBy)
        return send(OAuthRequest.json("GET", to: next.0.url), .resourceMetadata)
    }

    private mutating func takeResourceMetadata(_ response: HTTPResponse) throws(OAuthError) -> FlowStep<
        DiscoveryOutcome
    > {
        guard let current else { return try askMetadata() }
        let metadata: ProtectedResource
        do throws(OAuthError) {
            metadata = try ProtectedResource.process(response)
        } catch {
            missed(error, response)
            return try askMetadata()
        }
        attempts.append(
            MetadataAttempt(
                request: "GET \(current.place.url)", rule: current.place.rule,
                verdict: "the metadata of the protected resource \(PrintableText.safe(metadata.resource, limit: 200))",
                isUsed: true))
        let implied = MetadataPlace.resources(of: url)
        let expected = implied.first ?? url
        if !(implied + [expected]).contains(where: { $0.utf8.elementsEqual(metadata.resource.utf8) }) {
            warnings.append(
                OAuthWarning(
                    "resource-differs",
                    "The metadata is of the resource \(PrintableText.safe(metadata.resource, limit: 300)), not of "
                        + "\(PrintableText.safe(expected, limit: 300)); \(ByteComparison.difference(expected: expected, found: metadata.resource))",
                    section: "RFC 9728 §3.3"))
        }
        resource = FoundResource(
            metadata: metadata, url: implied.isEmpty ? url : metadata.resource, place: current.place.url,
            foundBy: current.foundBy, scope: resource?.scope)
        return try askServer(of: metadata)
    }

    // MARK: The authorization server

    private mutating func askServer(of metadata: ProtectedResource) throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        let servers = metadata.authorizationServers
        let shown = servers.map { PrintableText.safe($0, limit: 200) }.joined(separator: ", ")
        if let server, !servers.contains(server) {
            warnings.append(
                OAuthWarning(
                    "server-not-named",
                    "The resource names \(shown.isEmpty ? "no authorization server" : shown), not \(server)",
                    section: "RFC 9728 §2"))
        }
        guard let chosen = server ?? servers.first else {
            throw OAuthError(
                .missingMember,
                doing: "looking for the authorization server of \(PrintableText.safe(metadata.resource, limit: 200))",
                found: "The metadata of the protected resource names none in authorization_servers",
                advice: "Name the issuer: --server URL."
            ).listing(attempts)
        }
        if servers.count > 1, server == nil {
            warnings.append(
                OAuthWarning(
                    "servers-several",
                    "The resource names \(servers.count) authorization servers: \(shown); the first is taken, --server chooses another",
                    section: "RFC 9728 §7.6"))
        }
        return try begin(server: chosen)
    }

    private mutating func begin(server: String) throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        stage = .server
        search = try MetadataSearch(server, asksAll: true)
        return try goOn()
    }

    /// The resource has no metadata: its own host may be the authorization server, as in the first specification of MCP.
    private mutating func withoutMetadata() throws(OAuthError) -> FlowStep<DiscoveryOutcome> {
        if let server { return try begin(server: server) }
        let origin = URLParts(url)?.origin
        guard isRefused, let origin, origin != url else {
            throw unlisted(nearest).listing(attempts)
        }
        warnings.append(
            OAuthWarning(
                "resource-metadata-missing",
                "The resource refuses requests without a token and does not say where to get one; its own host is asked",
                section: "RFC 9728 §5.1"))
        resource?.foundBy = "no metadata of the protected resource; its own host"
        return try begin(server: origin)
    }

    /// The error of what came nearest: metadata of a resource, or of an issuer.
    private var nearest: OAuthError? {
        let found = [firstFailure, resourceFailure].compactMap { $0 }.max {
            $0.nearness($0.status) < $1.nearness($1.status)
        }
        guard isRefused, found?.nearness(found?.status) ?? 0 < 4 else { return found }
        var error = OAuthError(
            .resourceMetadataMissing,
            doing: "looking for the authorization server of \(PrintableText.safe(url, limit: 200))",
            found:
                "It is a protected resource that wants a token, and says nowhere which authorization server gives one: "
                + "neither by resource_metadata in its challenge nor at a well-known address",
            advice: "Name the issuer: use \(PrintableText.safe(url, limit: 200)) --server URL.")
        error.messageIndex = refusal
        return error
    }

    private func unlisted(_ error: OAuthError?) -> OAuthError {
        error ?? FlowEvent.begin.unexpected(in: Self.description.name)
    }

    private mutating func missed(_ error: OAuthError, _ response: HTTPResponse?) {
        var error = error
        error.messageIndex = sent - 1
        if error.nearness(response?.status) > resourceFailure?.nearness(resourceFailure?.status) ?? -1 {
            resourceFailure = error
        }
        attempts.append(
            MetadataAttempt(
                request: "GET \(current?.place.url ?? url)", rule: current?.place.rule ?? "",
                verdict: error.shortVerdict(response), isUsed: false))
    }

    private mutating func send(_ request: OAuthRequest, _ message: FlowMessage) -> FlowStep<DiscoveryOutcome> {
        sent += 1
        return .send(request, message)
    }
}
