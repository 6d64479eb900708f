internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// What a request was for.
package enum EndpointKind: Sendable, CaseIterable {
    case authorization, token, introspection, revocation, userinfo, management, metadata, resource
    /// Where authorization requests are pushed (RFC 9126 §2).
    case pushed
    /// Where clients register themselves (RFC 7591 §3).
    case registration
    /// Where devices ask for a user code (RFC 8628 §3.1).
    case device
    /// Where clients ask for a user's authentication (OpenID CIBA Core §7).
    case backchannel
    /// A set of public keys (RFC 7517 §5).
    case keys
    /// The redirect URI of a client, with what the server sends there.
    case callback
    /// A question of a browser before a request to another origin (Fetch §3.2).
    case preflight
    /// A page between the authorization request and the callback: sign-in, consent, an error.
    case page
}

extension RecordedExchange {
    /// Told by the URL where the provider's endpoints are known, else by what was sent and what was answered.
    package func endpoint(at provider: RecordedProvider) -> EndpointKind {
        if isPreflight { return .preflight }
        let address = request.url.urlAddress
        let server = provider.server
        let known: [(String?, EndpointKind)] = [
            (server.tokenEndpoint, .token), (server.authorizationEndpoint, .authorization),
            (server.introspectionEndpoint, .introspection), (server.revocationEndpoint, .revocation),
            (server.userinfoEndpoint, .userinfo), (server.jwksURI, .keys),
            (server.url("pushed_authorization_request_endpoint"), .pushed),
            (server.registrationEndpoint, .registration), (server.url("device_authorization_endpoint"), .device),
            (server.url("backchannel_authentication_endpoint"), .backchannel),
        ]
        if let match = known.first(where: { $0.0?.urlAddress == address }) { return match.1 }
        if let clients = provider.clientsURL, address == clients || address.hasPrefix(clients + "/") {
            return .management
        }
        if address.contains("/.well-known/") { return address.hasSuffix("/jwks.json") ? .keys : .metadata }
        return byContent
    }

    private var byContent: EndpointKind {
        switch purpose {
        case .token: isBackchannelRequest ? .backchannel : .token
        case .revocation: .revocation
        case .introspection: .introspection
        case .userinfo: .userinfo
        case .metadata: .metadata
        case .management: .management
        case .browser: isAuthorizationRequest ? .authorization : isCallback ? .callback : .page
        case .resource: ofForeignRequest
        }
    }

    /// What a request is that no flow of the session sent: one of `post`, of `import curl`, of an archive, of a plugin.
    private var ofForeignRequest: EndpointKind {
        if request.method == "POST" {
            if isTokenRequest || isTokenExchangeOfACloud { return .token }
            if sentParameter("response_type") != nil, sentParameter("client_id") != nil { return .pushed }
            if sentMembers?["redirect_uris"] != nil { return .registration }
            if members?["auth_req_id"] != nil || isBackchannelRequest { return .backchannel }
            if members?["device_code"] != nil, members?["user_code"] != nil { return .device }
        }
        if isAuthorizationRequest { return .authorization }
        if isCallback { return .callback }
        if members?["keys"]?.elements?.first?["kty"] != nil { return .keys }
        if request.method == "POST", let error = serverError?.error, Vocabulary.ofTokenEndpoint.contains(error) {
            return .token
        }
        return .resource
    }

    private var isAuthorizationRequest: Bool {
        let query = FormParameters.parse(request.url.urlQuery)
        guard query.first("client_id") != nil else { return false }
        return query.first("response_type") != nil || query.first("request_uri") != nil || query.first("request") != nil
    }

    /// Whether it asks for a user's authentication: it says who is meant, or what both devices show, and names no grant.
    private var isBackchannelRequest: Bool {
        guard request.method == "POST", isForm, form.first("grant_type") == nil, form.first("response_type") == nil
        else {
            return false
        }
        return ["login_hint", "id_token_hint", "login_hint_token", "binding_message", "client_notification_token"]
            .contains { form.first($0) != nil }
    }

    /// Whether it asks for tokens; some servers take a code without a grant type.
    private var isTokenRequest: Bool {
        sentParameter("grant_type") != nil
            || form.first("code") != nil && (form.first("client_id") != nil || form.first("client_secret") != nil)
    }

    /// Whether it brings a code or an error to a client, in its query (RFC 6749 §4.1.2) or as a form that the browser
    /// posts.
    private var isCallback: Bool {
        guard request.method == "GET" || (request.method == "POST" && !isTokenRequest) else { return false }
        let answer = callbackParameters
        return answer.first("state") != nil && (answer.first("code") != nil || answer.first("error") != nil)
    }

    /// AWS STS takes a JWT of a workload and gives credentials, as a token endpoint does.
    private var isTokenExchangeOfACloud: Bool { form.first("WebIdentityToken") != nil }

    /// Whether the request has the media type `application/x-www-form-urlencoded`.
    package var isForm: Bool {
        request.headers["Content-Type"]?.lowercased().hasPrefix(MediaType.form) == true
    }
}

/// The error codes that one endpoint alone has.
private enum Vocabulary {
    static let ofTokenEndpoint: Set<String> = [
        "invalid_grant", "unsupported_grant_type", "authorization_pending", "slow_down",
    ]
}

extension AuthorizationServer {
    /// A member that is a URL, by its registered name; nil where it is missing.
    package func url(_ name: String) -> String? { metadata?[name]?.string ?? self[name]?.string }
}

extension Case {
    /// The endpoint that the exchange was sent to; nil where the subject is not an exchange.
    package var endpoint: EndpointKind? { exchange.map { Case.kind(of: $0, evidence) } }

    /// Where the subject was refused: its endpoint, or the authorization endpoint for an authorization without an answer.
    package var place: EndpointKind? { endpoint ?? (refusedAuthorization == nil ? nil : .authorization) }

    /// What the token request asked by, and what an application asks by after a callback: `authorization_code`; nil for
    /// any other request.
    package var grantType: String? {
        let hasCode = exchange?.callbackParameters.first("code") != nil
        switch endpoint {
        case .token: return exchange?.sentParameter("grant_type") ?? (hasCode ? "authorization_code" : nil)
        case .callback: return hasCode ? "authorization_code" : nil
        default: return nil
        }
    }

    /// Whether a resource was called that a token opens.
    package var isResourceCall: Bool { endpoint == .resource || endpoint == .userinfo }

    /// What an exchange was for, by the provider's endpoints and by the redirect URIs of the authorizations.
    static func kind(of exchange: RecordedExchange, _ evidence: Evidence) -> EndpointKind {
        let kind = exchange.endpoint(at: evidence.provider)
        guard kind == .resource || kind == .page else { return kind }
        let answer = exchange.callbackParameters
        guard answer.first("code") != nil || answer.first("error") != nil else { return kind }
        let address = exchange.request.url.urlAddress
        return evidence.authorizations.contains { $0.redirectURI?.urlAddress == address } ? .callback : kind
    }
}
