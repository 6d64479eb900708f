internal import HTTPMessage
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Session
internal import Workbench

/// A failure that probes may decide about.
struct ProbeSubject: Sendable {
    /// The exchange that failed; nil for an authorization that nobody came back from.
    let entry: SessionExchange?
    /// The authorization URL as it was sent, where the failure is one of the authorization endpoint.
    let authorizationURL: String?
    let provider: Provider
    let client: ClientRegistration?
    let token: TokenSet?
    /// Random text, for codes and verifiers that nobody has.
    let bogus: String

    /// The authorization request that failed, as its URL.
    var failedAuthorization: String? {
        if let authorizationURL { return authorizationURL }
        guard let entry, address == provider.server.authorizationEndpoint else { return nil }
        return entry.exchange.request.url
    }

    /// The client whose token request failed, or one that is authenticated like it.
    var clientOfTokenRequest: ClientRegistration? {
        let server = provider.server
        let endpoints = [server.tokenEndpoint, server.introspectionEndpoint, server.revocationEndpoint]
        guard authorizationURL == nil, let address, endpoints.contains(address) else { return nil }
        return client
    }

    /// The call of a protected resource that failed.
    var failedCall: HTTPRequest? {
        guard authorizationURL == nil, failedAuthorization == nil, clientOfTokenRequest == nil, let entry,
            [.resource, .userinfo].contains(entry.purpose)
        else { return nil }
        return entry.exchange.request
    }

    /// Where the failed request went, without its query.
    private var address: String? {
        entry.map { String($0.exchange.request.url.prefix { $0 != "?" && $0 != "#" }) }
    }

    /// What the authorization that failed asked for.
    var authorizationParameters: FormParameters? {
        guard let url = failedAuthorization, let question = url.firstIndex(of: "?") else { return nil }
        return FormParameters.parse(String(url[url.index(after: question)...]))
    }

    /// The authorization request with another value of a parameter, or without it. Nobody signs in, so that no code is
    /// given.
    func authorization(_ change: String, _ name: String, to value: String?) -> Probe? {
        guard let url = failedAuthorization, var parameters = authorizationParameters else { return nil }
        if let value { parameters.set(name, value) } else { parameters.remove(name) }
        return page(change, parameters.added(to: String(url.prefix { $0 != "?" })), .parameter(name), of: url)
    }

    /// The page that a browser would be shown.
    ///
    /// - Parameter base: the address that the probe is compared with, where it is another.
    func page(
        _ change: String, _ url: String, _ variable: Probe.Variable, of base: String? = nil,
        isOfAuthorization: Bool = false
    ) -> Probe {
        Probe(
            change: change, variable: variable, base: browsed(base ?? url), request: browsed(url), purpose: .browser,
            isOfAuthorization: isOfAuthorization)
    }

    private func browsed(_ url: String) -> HTTPRequest {
        HTTPRequest("GET", url, headers: [HTTPHeader("Accept", "text/html")])
    }

    /// A token request with a code that nobody has: a refusal of the code means that the client was taken.
    func tokenRequest(_ client: ClientRegistration, _ method: String) -> HTTPRequest? {
        var request = TokenRequest.authorizationCode(
            "code_\(bogus)", redirectURI: client.redirectURIs.first, verifier: bogus, client: client)
        request.authenticationMethod = method
        return try? request.draft(for: provider.server).httpRequest
    }
}
