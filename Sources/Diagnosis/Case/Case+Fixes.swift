package import HTTPMessage
package import OAuthCore

/// The steps of fixes.
extension Case {
    /// Asks the user again as before.
    ///
    /// - Parameters:
    ///   - scope: instead of what was asked before.
    ///   - parameters: further parameters of the request.
    ///   - redirectURI: instead of the client's first.
    package func authorizeAgain(
        like authorization: RecordedAuthorization?, scope: Scope? = nil, parameters: [FormParameter] = [],
        redirectURI: String? = nil
    ) -> FixStep {
        let asked = authorization?.scope ?? Scope()
        return FixStep(
            .authorize(
                AuthorizationChange(
                    scope: scope ?? (asked.isEmpty ? nil : asked), parameters: parameters, redirectURI: redirectURI,
                    user: authorization?.user)))
    }

    /// A new authorization and its code redeemed.
    package func newTokens(like authorization: RecordedAuthorization?, scope: Scope? = nil) -> [FixStep] {
        [authorizeAgain(like: authorization, scope: scope), .exchange]
    }

    /// New tokens where the subject redeems a code, which must not be sent twice; else the subject once more.
    package var againWithoutItsCode: [FixStep] {
        redemption.map { newTokens(like: $0.authorization) } ?? again
    }

    /// The subject once more, with what the session holds now.
    package var again: [FixStep] { exchange.map(repeated) ?? [] }

    private func repeated(_ exchange: RecordedExchange) -> [FixStep] {
        switch exchange.endpoint(at: evidence.provider) {
        case .token: tokenRequest(exchange)
        case .introspection: [.introspect]
        case .revocation: [.revoke]
        case .userinfo where exchange.purpose == .userinfo: [.userinfo]
        case .userinfo, .resource: [resourceCall(exchange)]
        case .management: exchange.request.method == "GET" ? [.listClients] : []
        case .metadata: [.discoverMetadata]
        case .authorization, .pushed, .registration, .device, .backchannel, .keys, .callback, .preflight, .page: []
        }
    }

    /// Nothing where the session has nothing to send.
    private func tokenRequest(_ exchange: RecordedExchange) -> [FixStep] {
        if exchange.form.first("grant_type") == "refresh_token" {
            return evidence.tokens.contains { $0.tokens.refreshToken != nil } ? [.refresh] : []
        }
        return evidence.authorizations.contains { $0.code != nil } ? [.exchange] : []
    }

    private func resourceCall(_ exchange: RecordedExchange) -> FixStep {
        let request = exchange.request
        var call = ResourceCall(method: request.method, target: path(of: request.url))
        if let body = request.body, !body.isEmpty {
            call.body = String(decoding: body, as: UTF8.self)
            call.contentType = request.headers["Content-Type"]
        }
        return FixStep(.call(call))
    }

    /// As it would be typed: without the provider's base URL, and without a token in the query.
    package func path(of url: String) -> String {
        var query = FormParameters.parse(url.urlQuery)
        query.remove("access_token")
        let address = url.urlAddress
        let rest = query.isEmpty ? "" : "?" + query.encoded
        let base =
            evidence.provider.baseURL.hasSuffix("/")
            ? String(evidence.provider.baseURL.dropLast()) : evidence.provider.baseURL
        guard !base.isEmpty, address.hasPrefix(base + "/") else { return address + rest }
        return address.dropFirst(base.count) + rest
    }
}
