internal import HTTPMessage
internal import OAuthCore

/// What a request was for.
enum EndpointKind: Sendable {
    case authorization, token, introspection, revocation, userinfo, management, metadata, resource
}

extension RecordedExchange {
    /// Told by the URL where the provider's endpoints are known, else by what was sent.
    func endpoint(at provider: RecordedProvider) -> EndpointKind {
        let address = request.url.urlAddress
        let server = provider.server
        let known: [(String?, EndpointKind)] = [
            (server.tokenEndpoint, .token), (server.authorizationEndpoint, .authorization),
            (server.introspectionEndpoint, .introspection), (server.revocationEndpoint, .revocation),
            (server.userinfoEndpoint, .userinfo),
        ]
        if let match = known.first(where: { $0.0?.urlAddress == address }) { return match.1 }
        if let clients = provider.clientsURL, address == clients || address.hasPrefix(clients + "/") {
            return .management
        }
        if address.contains("/.well-known/") { return .metadata }
        return byContent
    }

    private var byContent: EndpointKind {
        switch purpose {
        case .token: .token
        case .revocation: .revocation
        case .introspection: .introspection
        case .userinfo: .userinfo
        case .metadata: .metadata
        case .management: .management
        case .browser: .authorization
        case .resource:
            form.first("grant_type") != nil
                ? .token : isAuthorizationRequest ? .authorization : .resource
        }
    }

    private var isAuthorizationRequest: Bool {
        let query = FormParameters.parse(request.url.urlQuery)
        return query.first("response_type") != nil && query.first("client_id") != nil
    }

    var isForm: Bool {
        request.headers["Content-Type"]?.lowercased().hasPrefix(MediaType.form) == true
    }
}

extension Case {
    var endpoint: EndpointKind? { exchange?.endpoint(at: evidence.provider) }

    /// What the token request asked by: `authorization_code`; nil for any other request.
    var grantType: String? { endpoint == .token ? exchange?.form.first("grant_type") : nil }

    /// Whether a resource was called that a token opens.
    var isResourceCall: Bool { endpoint == .resource || endpoint == .userinfo }
}
