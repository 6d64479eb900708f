internal import Encodings
internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

/// Reads an authorization request and says what is wrong with it: on a page for the user as long as it is not known
/// where to send them, by redirection after that (RFC 6749 §4.1.2.1).
struct AuthorizationReader: Sendable {
    let provider: Provider
    let parameters: FormParameters
    private let defects: [FormDefect]

    init(query: String, _ provider: Provider) {
        self.provider = provider
        (parameters, defects) = FormParameters.parseReporting(query, limit: 100)
    }

    func read() async throws -> IncomingAuthorization {
        let client = try await client()
        let redirect = AuthorizationRedirect(
            uri: try redirectURI(of: client), state: isSingle("state") ? value("state") : nil, issuer: provider.issuer)
        try checkForm(redirect)
        try checkResponseType(redirect)
        return IncomingAuthorization(
            audience: try targets(of: client, redirect), parameters: parameters, client: client, redirect: redirect,
            namedRedirectURI: value("redirect_uri"),
            scope: try scope(of: client, redirect), challenge: try challenge(redirect), nonce: value("nonce"),
            prompts: try prompts(redirect), maxAge: try maxAge(redirect), loginHint: value("login_hint"))
    }

    /// Empty is the same as left out (RFC 6749 §3.1).
    private func value(_ name: String) -> String? {
        guard let value = parameters.first(name), !value.isEmpty else { return nil }
        return value
    }

    private func isSingle(_ name: String) -> Bool {
        parameters.all(name).count < 2 && !defects.contains { $0.name == name }
    }

    private func client() async throws -> Client {
        guard isSingle("client_id") else { throw page("The request has more than one client_id.") }
        guard let id = value("client_id") else { throw page("The request does not say which application it is from.") }
        guard let client = try await provider.store.read({ try Client.find(id: id, in: $0) }) else {
            throw page("The application that sent you here is not registered.", cause: "client_id is unknown")
        }
        return client
    }

    private func redirectURI(of client: Client) throws(Refusal) -> RedirectURI {
        guard isSingle("redirect_uri") else { throw page("The request has more than one redirect_uri.") }
        let registered = client.redirectURIs.compactMap { RedirectURI($0) }
        guard let named = value("redirect_uri") else {
            guard registered.count == 1, let only = registered.first else {
                throw page("The request has no redirect_uri, and \(client.name) has registered more than one.")
            }
            return only
        }
        guard let uri = RedirectURI(named), registered.contains(where: uri.matches) else {
            throw page(
                "The request wants you sent to an address that \(client.name) has not registered.",
                cause:
                    "redirect_uri \(named.prefix(200).asciiOnly) is none of \(client.redirectURIs.joined(separator: ", "))"
            )
        }
        return uri
    }

    private func checkForm(_ redirect: AuthorizationRedirect) throws(Refusal) {
        if let defect = defects.first {
            throw redirect.refusal(
                "invalid_request", "The request is malformed at \(defect.name.prefix(40).asciiOnly).")
        }
        var seen: Set<String> = []
        for name in parameters.map(\.name)
        where !RequestedTargets.parameters.contains(name) && !seen.insert(name).inserted {
            throw redirect.refusal(
                "invalid_request", "The parameter \(name.prefix(40).asciiOnly) comes more than once.")
        }
        for name in ["request", "request_uri"] where value(name) != nil {
            throw redirect.refusal("\(name)_not_supported", "The parameter \(name) is not supported.")
        }
    }

    /// The APIs that the tokens are to be for (RFC 8707 §2.1).
    private func targets(of client: Client, _ redirect: AuthorizationRedirect) throws(Refusal) -> [String] {
        do throws(TargetProblem) {
            return try RequestedTargets(reading: parameters, of: client, in: provider).resources.map(\.id)
        } catch {
            throw redirect.refusal("invalid_target", error.description)
        }
    }

    private func checkResponseType(_ redirect: AuthorizationRedirect) throws(Refusal) {
        guard let type = value("response_type") else {
            throw redirect.refusal("invalid_request", "The parameter response_type is missing.")
        }
        guard type == "code" else {
            throw redirect.refusal("unsupported_response_type", "Only the response_type code is served.")
        }
        guard value("response_mode") == nil || value("response_mode") == "query" else {
            throw redirect.refusal("invalid_request", "Only the response_mode query is served.")
        }
    }

    private func challenge(_ redirect: AuthorizationRedirect) throws(Refusal) -> String {
        guard let challenge = value("code_challenge") else {
            throw redirect.refusal("invalid_request", "PKCE is required: the parameter code_challenge is missing.")
        }
        guard value("code_challenge_method") == "S256" else {
            throw redirect.refusal(
                "invalid_request", "The code_challenge_method must be S256; left out, it means plain.")
        }
        guard Base64URL.decode(challenge)?.count == 32 else {
            throw redirect.refusal("invalid_request", "The code_challenge is not a SHA-256 in base64url.")
        }
        return challenge
    }

    private func scope(of client: Client, _ redirect: AuthorizationRedirect) throws(Refusal) -> Scope {
        switch RequestedScope(value("scope"), of: client, provider.features) {
        case .taken(let scope): return scope
        case .refused(let reason): throw redirect.refusal("invalid_scope", reason)
        }
    }

    private func prompts(_ redirect: AuthorizationRedirect) throws(Refusal) -> [String] {
        let prompts = (value("prompt") ?? "").split(separator: " ").map(String.init)
        for prompt in prompts where !IncomingAuthorization.prompts.contains(prompt) {
            throw redirect.refusal("invalid_request", "The prompt \(prompt.prefix(40).asciiOnly) is unknown.")
        }
        guard !prompts.contains("none") || prompts.count == 1 else {
            throw redirect.refusal("invalid_request", "The prompt none cannot go with another.")
        }
        return prompts
    }

    private func maxAge(_ redirect: AuthorizationRedirect) throws(Refusal) -> Int64? {
        guard let text = value("max_age") else { return nil }
        guard let seconds = Int64(text), (0...Int64(Int32.max)).contains(seconds) else {
            throw redirect.refusal("invalid_request", "The max_age is not a number of seconds.")
        }
        return seconds * 1000
    }

    private func page(_ message: String, cause: String? = nil) -> Refusal {
        Refusal(
            provider.pages.error(400, title: "This link does not work", message: message), cause: cause ?? message)
    }
}
