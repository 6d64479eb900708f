internal import Diagnosis
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// An authorization request from anywhere, taken apart.
struct AuthorizationURL {
    let address: String
    /// The parameters that count: those of a request object where there is one.
    let parameters: FormParameters
    let session: ExplainSession
    /// What the name of each parameter is about cannot be judged where it is a placeholder.
    private let unfilled: Set<String>
    private let readRemarks: [Remark]
    private let object: RequestObject?
    /// Whether the request is at the provider in use, so that it can be compared with what is known of that.
    private let isOfProvider: Bool
    private let client: RecordedClient?
    private let fragment: String?

    init(_ url: String, _ written: WrittenParameters, session: ExplainSession) {
        address = url.urlAddress
        self.session = session
        let endpoint = session.provider.server.authorizationEndpoint
        let origin = URLParts(address)?.origin
        let isOfProvider =
            address.isEmpty || endpoint == nil || endpoint?.urlAddress == address
            || [endpoint, session.provider.server.issuer].contains { known in
                origin != nil && known.flatMap { URLParts($0)?.origin } == origin
            }
        self.isOfProvider = isOfProvider
        let object = written.parameters.first("request").map {
            RequestObject($0, beside: written.parameters, session, isOfProvider)
        }
        self.object = object
        let inner = object?.parameters.map { WrittenParameters($0) }
        parameters = inner?.parameters ?? written.parameters
        unfilled = written.unfilled.union(inner?.unfilled ?? [])
        readRemarks = written.remarks + (inner?.remarks ?? [])
        let id = (inner?.parameters ?? written.parameters).first("client_id")
        client = isOfProvider ? session.clients.last { $0.registration.id == id } : nil
        fragment = url.firstIndex(of: "#").map { String(url[url.index(after: $0)...]) }
    }

    /// What the request is, in a few words with their article.
    var kind: String {
        if object != nil { return "an authorization request with a request object" }
        guard let reference = parameters.first("request_uri") else { return "an authorization request" }
        return reference.hasPrefix("urn:")
            ? "a pushed authorization request" : "an authorization request by reference to a request object"
    }

    /// What is wrong with it, the worst first, and of those what others follow from.
    var remarks: [Remark] {
        let found: [Remark]
        if object == nil, let reference = parameters.first("request_uri") {
            found = readRemarks + repeated + byReference(reference) + transport
        } else if let object, object.parameters == nil {
            found = readRemarks + repeated + object.remarks + clientRemarks + transport
        } else {
            found =
                readRemarks + (object?.remarks ?? []) + repeated + misplaced + cutOff + clientRemarks
                + RedirectRemarks(parameters, client, unfilled).remarks + pushing
                + ChallengeRemarks(parameters, session, unfilled).remarks + state + scope
                + ResponseRemarks(
                    parameters, isOfProvider ? session.provider.server : nil
                ).remarks + others + transport
        }
        return found.sorted { $0.severity < $1.severity }
    }

    private var server: AuthorizationServer? { isOfProvider ? session.provider.server : nil }

    private func value(_ name: String) -> String? { unfilled.contains(name) ? nil : parameters.first(name) }

    private var repeated: [Remark] {
        var seen: Set<String> = []
        return parameters.map(\.name).filter { !["resource", "audience"].contains($0) && !seen.insert($0).inserted }.map
        {
            Remark(.wrong, "parameter-repeated", "\(safe($0)) comes more than once", "RFC 6749 §3.1")
        }
    }

    /// A request whose parameters are elsewhere: pushed before (RFC 9126 §4), or in an object that the server fetches.
    private func byReference(_ reference: String) -> [Remark] {
        var remarks: [Remark] = []
        if (parameters.first("client_id") ?? "").isEmpty {
            remarks.append(
                Remark(.wrong, "client-missing", "client_id is missing beside request_uri", "RFC 9126 §4, RFC 9101 §5"))
        }
        let isPushed = reference.lowercased().hasPrefix("urn:")
        if !isPushed, URLParts(reference)?.scheme.lowercased() != "https", !unfilled.contains("request_uri") {
            remarks.append(
                Remark(
                    .wrong, "request-uri-malformed", "request_uri is neither a pushed request (urn:…) nor an https URL",
                    "RFC 9101 §5.2"))
        }
        let beside = parameters.map(\.name).filter { $0 != "client_id" && $0 != "request_uri" }
        if !beside.isEmpty {
            remarks.append(
                Remark(
                    .note, "request-uri-beside",
                    "\(safe(beside.joined(separator: ", "))) \(beside.count == 1 ? "stands" : "stand") beside request_uri; "
                        + "a server reads only what was pushed or what the object says", "RFC 9101 §6.3"))
        }
        remarks.append(
            isPushed
                ? Remark(
                    .note, "pushed",
                    "everything else was pushed to the server before; the request_uri is used once and soon expires",
                    "RFC 9126 §4")
                : Remark(
                    .note, "by-reference", "the server fetches the request object from request_uri", "RFC 9101 §5.2"))
        if isPushed, let server, server["pushed_authorization_request_endpoint"] == nil, server.issuer != nil {
            remarks.append(
                Remark(
                    .note, "push-unlisted", "the provider's metadata names no endpoint for pushed requests",
                    "RFC 9126 §5"))
        }
        return remarks
    }

    /// What belongs to another message.
    private var misplaced: [Remark] {
        var remarks: [Remark] = []
        if parameters.first("code_verifier") != nil {
            remarks.append(
                Remark(
                    .wrong, "verifier-in-url",
                    "code_verifier stands in the URL; it is a secret of the token request, and whoever reads the URL can "
                        + "redeem the code", "RFC 7636 §4.5"))
        }
        for name in ["password", "refresh_token", "access_token", "client_assertion"]
        where parameters.first(name) != nil {
            remarks.append(
                Remark(
                    .wrong, "secret-in-url", "\(name) stands in the URL: take it as known to others", "RFC 9700 §4.3.2")
            )
        }
        if parameters.first("grant_type") != nil {
            remarks.append(
                Remark(
                    .weak, "grant-type-misplaced", "grant_type belongs to the token request; here it is response_type",
                    "RFC 6749 §4.1.3"))
        }
        return remarks
    }

    /// A `#` that is not encoded ends the query.
    private var cutOff: [Remark] {
        guard let fragment, fragment.contains("=") || fragment.contains("&") else { return [] }
        let names = FormParameters.parse(fragment.drop { $0 != "&" }).map(\.name)
        return [
            Remark(
                .wrong, "cut-off-at-fragment",
                "a # that is not encoded as %23 ends the query"
                    + (names.isEmpty ? "" : "; \(safe(names.joined(separator: ", "))) after it are never sent"),
                "RFC 3986 §3.5")
        ]
    }

    private var clientRemarks: [Remark] {
        if parameters.first("client_secret") != nil {
            return [
                Remark(
                    .wrong, "secret-in-url",
                    "a client secret stands in the URL: take it as known to others, and reset it", "RFC 6749 §2.3.1")
            ]
        }
        guard let id = parameters.first("client_id") else {
            return [Remark(.wrong, "client-missing", "client_id is missing", "RFC 6749 §4.1.1")]
        }
        if id.isEmpty {
            return [
                Remark(
                    .wrong, "client-missing", "client_id is empty: a variable was not set where the URL was made",
                    "RFC 6749 §4.1.1")
            ]
        }
        guard client == nil, isOfProvider, !unfilled.contains("client_id") else { return [] }
        let near = session.clients.map(\.registration.id).first {
            $0.withoutWhiteSpaceAround.lowercased() == id.withoutWhiteSpaceAround.lowercased()
        }
        return [
            Remark(
                .note, "client-unknown",
                "no client \(safe(id)) is known in this session"
                    + (near.map { "; one of nearly the same id is \(safe($0))" } ?? ""), "RFC 6749 §2.2")
        ]
    }

    private var pushing: [Remark] {
        guard let server, object == nil else { return [] }
        var remarks: [Remark] = []
        if server["require_pushed_authorization_requests"]?.bool == true {
            remarks.append(
                Remark(
                    .wrong, "push-required",
                    "the provider takes only authorization requests that were pushed before, and this one is not",
                    "RFC 9126 §5"))
        }
        if server["require_signed_request_object"]?.bool == true {
            remarks.append(
                Remark(
                    .wrong, "request-object-required",
                    "the provider takes only signed request objects, and this is none",
                    "RFC 9101 §10.5"))
        }
        return remarks
    }

    private var state: [Remark] {
        guard let state = parameters.first("state"), !state.isEmpty else {
            return [
                Remark(
                    .weak, "state-missing", "there is no state: callbacks cannot be told from forged ones",
                    "RFC 9700 §2.1")
            ]
        }
        return state.utf8.count < 16 && !unfilled.contains("state")
            ? [
                Remark(
                    .weak, "state-short", "state has \(state.utf8.count.counted("byte")), which may be guessed",
                    "RFC 6749 §10.10"
                )
            ] : []
    }

    private var scope: [Remark] {
        guard let text = value("scope") else { return [] }
        var remarks = scopeForm(text)
        let scope = Scope(text)
        if let client, !client.registration.scope.isEmpty, !client.registration.scope.covers(scope) {
            let missing = scope.subtracting(client.registration.scope)
            remarks.append(
                Remark(
                    client.origin == .server ? .wrong : .weak, "scope-unregistered",
                    client.origin == .server
                        ? "the client is not registered for \(safe(missing.text))"
                        : "\(safe(missing.text)) is not among the scopes that this session knows of the client; "
                            + "the server may have registered others", "RFC 6749 §3.3"))
        }
        if let supported = server?.scopesSupported.map({ Scope($0) }), !supported.covers(scope) {
            remarks += unlisted(scope.subtracting(supported), supported)
        }
        return remarks
    }

    private func scopeForm(_ text: String) -> [Remark] {
        var remarks = Scope.parse(text).warnings.map { Remark(.wrong, $0.code, $0.message, $0.section) }
        if !text.contains(" "), text.contains("+") {
            remarks.append(
                Remark(
                    .wrong, "scope-plus", "the scope has a plus sign where a space is meant: + was encoded as %2B",
                    "RFC 6749 App. B"))
        }
        if text.contains(where: { ";|".contains($0) }) {
            remarks.append(
                Remark(.wrong, "scope-separator", "scopes are divided by spaces, and not by ; or |", "RFC 6749 §3.3"))
        }
        let tokens = text.split(separator: " ")
        if Set(tokens).count < tokens.count {
            remarks.append(Remark(.note, "scope-repeated", "a scope comes more than once", "RFC 6749 §3.3"))
        }
        return remarks
    }

    private func unlisted(_ scope: Scope, _ supported: Scope) -> [Remark] {
        let known = Dictionary(supported.tokens.map { ($0.lowercased(), $0) }) { first, _ in first }
        var remarks = scope.tokens.compactMap { token in
            known[token.lowercased()].map {
                Remark(
                    .wrong, "scope-case",
                    "the scope \(safe(token)) is written \(safe($0)) by the provider; case counts",
                    "RFC 6749 §3.3")
            }
        }
        if remarks.count < scope.tokens.count {
            let others = scope.tokens.filter { known[$0.lowercased()] == nil }
            remarks.append(
                Remark(
                    .note, "scope-unlisted", "the provider does not list \(safe(others.joined(separator: " ")))",
                    "RFC 8414 §2"))
        }
        return remarks
    }

    /// Parameters whose values have a form of their own.
    private var others: [Remark] {
        var remarks: [Remark] = []
        if let prompt = value("prompt") {
            let values = prompt.split(separator: " ").map(String.init)
            if values.contains("none"), values.count > 1 {
                remarks.append(
                    Remark(
                        .wrong, "prompt-none-beside", "prompt=none allows no other value beside it",
                        "OpenID Connect Core §3.1.2.1"))
            }
            let known = ["none", "login", "consent", "select_account", "create"]
            let listed = server?["prompt_values_supported"]?.elements?.compactMap(\.string) ?? []
            for value in values where !known.contains(value) && !listed.contains(value) {
                remarks.append(
                    Remark(
                        .weak, "prompt-unknown", "prompt has the unknown value \(safe(value))",
                        "OpenID Connect Core §3.1.2.1"))
            }
        }
        if let age = value("max_age"), Int(age).map({ $0 < 0 }) ?? true {
            remarks.append(
                Remark(
                    .wrong, "max-age-malformed", "max_age is not a number of seconds", "OpenID Connect Core §3.1.2.1"))
        }
        for resource in parameters.all("resource") where !unfilled.contains("resource") {
            guard !resource.contains(":") || resource.contains("#") else { continue }
            remarks.append(
                Remark(
                    .wrong, "resource-malformed", "resource must be an absolute URI without a fragment", "RFC 8707 §2"))
        }
        for (name, section) in [("claims", "OpenID Connect Core §5.5"), ("authorization_details", "RFC 9396 §2")] {
            guard let text = value(name), !text.isJSON else { continue }
            remarks.append(
                Remark(
                    .wrong, "\(name == "claims" ? name : "authorization-details")-malformed", "\(name) is not JSON",
                    section))
        }
        return remarks
    }

    private var transport: [Remark] {
        var remarks: [Remark] = []
        if let placeholder = Placeholder(in: address, of: nil) {
            remarks.append(placeholder.remark(about: "the address"))
        }
        if let parts = URLParts(address), parts.scheme.lowercased() != "https", !parts.isLoopback {
            remarks.append(
                Remark(.wrong, "endpoint-insecure", "the authorization endpoint is not https", "RFC 6749 §3.1"))
        }
        let known = session.provider.server
        if isOfProvider, !address.isEmpty, known.tokenEndpoint?.urlAddress == address,
            known.authorizationEndpoint?.urlAddress != address
        {
            remarks.append(
                Remark(
                    .wrong, "endpoint-is-token",
                    "this is the token endpoint, which takes no user; the authorization endpoint is "
                        + safe(known.authorizationEndpoint ?? "not known"), "RFC 6749 §3.1"))
        } else if let endpoint = known.authorizationEndpoint, !address.isEmpty, endpoint.urlAddress != address {
            remarks.append(
                Remark(
                    .note, "endpoint-other",
                    "the provider in use has another authorization endpoint, \(safe(endpoint))"
                        + (isOfProvider ? "" : "; the request is not compared with it"), "RFC 8414 §2"))
        }
        return remarks
    }

    private func safe(_ text: String) -> String { PrintableText.safe(text, limit: 200) }
}
