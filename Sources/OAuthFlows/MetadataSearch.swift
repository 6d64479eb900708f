internal import HTTPMessage
internal import JSONKit
public import OAuthCore

/// One address that was asked, and what was found there.
public struct MetadataAttempt: Sendable, Equatable {
    /// The method and the address: `GET https://as.example/.well-known/openid-configuration`.
    public let request: String
    /// By which rule the address was made: `RFC 8414 §3.1`.
    public let rule: String
    /// What came of it, in a few words.
    public let verdict: String
    /// Whether what was found is used.
    public let isUsed: Bool

    /// As one line of a list.
    public var line: String { "\(request): \(verdict)" }
}

/// What a discovery found.
public struct DiscoveryOutcome: Sendable, Equatable {
    /// The server that the documents describe.
    public var server: AuthorizationServer
    /// What the documents have against recommendations, and where they differ.
    public var warnings: [OAuthWarning]
    /// Every address that was asked, in order.
    public var attempts: [MetadataAttempt]
    /// The protected resource that named the server; nil where the server was asked for itself.
    public var resource: FoundResource?
}

/// A protected resource, and how its metadata was found.
public struct FoundResource: Sendable, Equatable {
    /// Its metadata; nil where there is none, so that only its own host could be asked.
    public var metadata: ProtectedResource?
    /// The URL that was asked.
    public var url: String
    /// What tokens are asked for: the metadata's `resource` (RFC 8707 §2); the URL where there is no metadata.
    public var identifier: String { metadata?.resource ?? url }
    /// Where the metadata was found.
    public var place: String?
    /// How the place was found, in a few words.
    public var foundBy: String
    /// The scope that the challenge asks for (RFC 6750 §3).
    public var scope: String?
}

/// Asks the addresses that the metadata of one issuer may have, each, and joins what they say.
package struct MetadataSearch: Sendable {
    /// The issuers that a document may name: one, but for an address that was pasted.
    private let issuers: [String]
    /// The issuer that is looked for; of a pasted address it is known after the first document.
    private(set) var issuer: String
    private var remaining: [MetadataPlace]
    private var current: MetadataPlace?
    private var found: [(place: MetadataPlace, response: MetadataResponse)] = []
    private(set) var attempts: [MetadataAttempt] = []
    private(set) var nearest: Miss?
    /// Whether every address is asked, though one has answered with all that a flow needs.
    private let asksAll: Bool

    /// An address that did not have the metadata.
    struct Miss: Sendable {
        var error: OAuthError
        /// How near it came.
        var rank: Int
    }

    /// - Parameters:
    ///   - text: the issuer, or the address of its document.
    ///   - asksAll: whether every address is asked, though one has answered with all that a flow needs.
    init(_ text: String, asksAll: Bool = false) throws(OAuthError) {
        self.asksAll = asksAll
        let implied = MetadataPlace.issuers(of: text)
        if let first = implied.first {
            issuers = implied
            issuer = first
            let rest = try MetadataPlace.places(ofIssuer: first).filter { $0.url != text }
            remaining = [MetadataPlace(url: text, rule: "as it was given")] + rest
        } else {
            issuers = [text]
            issuer = text
            remaining = try MetadataPlace.places(ofIssuer: text)
        }
    }

    /// The next address; nil where each was asked, or where a document has both endpoints of a flow.
    mutating func next() -> (OAuthRequest, FlowMessage)? {
        guard !remaining.isEmpty, asksAll || !isWhole else { return nil }
        let place = remaining.removeFirst()
        current = place
        return (OAuthRequest.json("GET", to: place.url), .metadata(of: issuer))
    }

    /// Takes what the address answered that was asked last.
    ///
    /// - Parameter index: the number of the message in its flow.
    mutating func take(_ response: HTTPResponse, index: Int) {
        guard let place = current else { return }
        let expected = named(by: response)
        do throws(OAuthError) {
            let metadata = try MetadataResponse.process(response, issuer: expected)
            issuer = expected
            found.append((place, metadata))
            add(
                place, found.count == 1 ? "the metadata of \(shown(issuer))" : "metadata too, joined with the first",
                isUsed: true)
        } catch {
            miss(error.explainingTemplate(in: response), place, index, response)
        }
    }

    /// Takes that no answer came.
    mutating func fail(_ error: TransportError, index: Int) {
        guard let place = current else { return }
        miss(.unanswered(error, doing: "looking for the metadata of \(issuer)"), place, index, nil)
    }

    /// What was found; nil where there is nothing.
    var outcome: DiscoveryOutcome? {
        guard let first = found.first else { return nil }
        var server = first.response.server
        var warnings = first.response.warnings
        for other in found.dropFirst() {
            let differences = server.differences(from: other.response.server)
            for name in other.response.server.json.members?.map(\.name) ?? [] where server[name] == nil {
                server[name] = other.response.server[name]
            }
            warnings += other.response.warnings.filter { !warnings.contains($0) }
            guard !differences.isEmpty else { continue }
            warnings.append(
                OAuthWarning(
                    "metadata-differs",
                    "The metadata at \(other.place.url) differs from that at \(first.place.url), which is taken: "
                        + differences.joined(separator: "; "), section: "RFC 8414 §5"))
        }
        // What the joined document has is not missing.
        warnings.removeAll { $0.code == "response-types-missing" && server["response_types_supported"] != nil }
        return DiscoveryOutcome(server: server, warnings: warnings, attempts: attempts)
    }

    /// The error of the address that came nearest, with what came of each.
    func failure() -> OAuthError {
        nearest.map { $0.error.listing(attempts) } ?? FlowEvent.begin.unexpected(in: DiscoveryFlow.description.name)
    }

    private var isWhole: Bool {
        found.contains { $0.response.server.authorizationEndpoint != nil && $0.response.server.tokenEndpoint != nil }
    }

    /// Whether no address could be reached.
    var isUnreachable: Bool { nearest?.error.code == .unanswered }

    /// The issuer that a document is to name: of those that its address implies the one that it does name.
    private func named(by response: HTTPResponse) -> String {
        guard found.isEmpty, issuers.count > 1, let json = try? JSON(parsing: response.body),
            let name = json["issuer"]?.string
        else { return issuer }
        return issuers.first { $0.utf8.elementsEqual(name.utf8) } ?? issuer
    }

    private mutating func miss(_ error: OAuthError, _ place: MetadataPlace, _ index: Int, _ response: HTTPResponse?) {
        var error = error
        error.messageIndex = index
        let rank = error.nearness(response?.status)
        if rank > nearest?.rank ?? -1 { nearest = Miss(error: error, rank: rank) }
        add(place, error.shortVerdict(response), isUsed: false)
    }

    private mutating func add(_ place: MetadataPlace, _ verdict: String, isUsed: Bool) {
        attempts.append(
            MetadataAttempt(request: "GET \(place.url)", rule: place.rule, verdict: verdict, isUsed: isUsed))
    }

    private func shown(_ text: String) -> String { PrintableText.safe(text, limit: 200) }
}

extension AuthorizationServer {
    /// Where another document says otherwise; lists are compared without their order.
    fileprivate func differences(from other: AuthorizationServer) -> [String] {
        (other.json.members ?? []).compactMap { member in
            guard let own = self[member.name], !member.value.isNull, own != member.value else { return nil }
            if let one = own.elements?.map({ $0.text() }), let two = member.value.elements?.map({ $0.text() }) {
                let more = Set(two).subtracting(one).sorted()
                let fewer = Set(one).subtracting(two).sorted()
                if more.isEmpty, fewer.isEmpty { return nil }
                let parts = [(more, "also"), (fewer, "not")].filter { !$0.0.isEmpty }.map {
                    "\($0.1) \($0.0.prefix(5).joined(separator: ", "))"
                }
                return PrintableText.safe("\(member.name) has \(parts.joined(separator: " and ")) there", limit: 300)
            }
            return PrintableText.safe(
                "\(member.name) is \(member.value.plainText) there, not \(own.plainText)", limit: 400)
        }
    }
}

extension OAuthError {
    /// How near an address came to having what was looked for: the more, the nearer.
    func nearness(_ status: Int?) -> Int {
        switch code {
        case .issuerMismatch: 6
        case .missingMember, .invalidMember: 5
        case .unanswered: 0
        default:
            switch status ?? 0 {
            case 200..<300: 4
            case 404, 405, 410: 1
            case 500...: 3
            default: 2
            }
        }
    }

    /// What came of an address, in a few words.
    func shortVerdict(_ response: HTTPResponse?) -> String {
        guard let response else { return found }
        switch code {
        case .issuerMismatch: return "\(response.status), the document of another issuer"
        case .missingMember, .invalidMember: return found
        default:
            let type = response.mediaType.map { ", \(PrintableText.safe($0, limit: 60))" } ?? ""
            return (200..<300).contains(response.status)
                ? "\(response.status)\(type), which is not metadata" : "\(response.status)"
        }
    }

    /// The error with every address that was asked.
    func listing(_ attempts: [MetadataAttempt]) -> OAuthError {
        guard attempts.count > 1 else { return self }
        var error = self
        error.found += "\nof \(attempts.count) addresses this came nearest:" + attempts.map { "\n\($0.line)" }.joined()
        return error
    }

    /// Says of an issuer with a placeholder, as Microsoft's documents for all tenants have, that it is one.
    fileprivate func explainingTemplate(in response: HTTPResponse) -> OAuthError {
        guard code == .issuerMismatch, let json = try? JSON(parsing: response.body),
            let issuer = json["issuer"]?.string,
            let place = issuer.firstMatch(of: /[$#]?\{+[^{}\/]*\}+/)
        else { return self }
        var error = self
        let placeholder = PrintableText.safe(place.output, limit: 80)
        error.found +=
            "; \(placeholder) is a placeholder, which stands for one tenant or realm: the document is a template for all of them"
        error.advice =
            "Use the URL of one tenant, with its id in the place of \(placeholder), or give the endpoints by hand: "
            + "provider add NAME base_url=… authorization_endpoint=… token_endpoint=…"
        return error
    }
}
