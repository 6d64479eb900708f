internal import Encodings
internal import HTTPMessage
public import OAuthCore

/// What is wrong or weak about a provider and a client, by the RFCs and RFC 9700.
public enum Lint {
    public static func provider(_ provider: RecordedProvider) -> [Remark] {
        let server = provider.server
        return (endpoints(server) + issuer(server) + methods(server) + grants(server)).sorted {
            $0.severity < $1.severity
        }
    }

    public static func client(_ client: ClientRegistration, at provider: RecordedProvider) -> [Remark] {
        (redirects(client) + authentication(client, provider.server) + scopes(client, provider.server))
            .sorted { $0.severity < $1.severity }
    }

    private static func endpoints(_ server: AuthorizationServer) -> [Remark] {
        let all = [
            ("authorization_endpoint", server.authorizationEndpoint), ("token_endpoint", server.tokenEndpoint),
            ("userinfo_endpoint", server.userinfoEndpoint), ("jwks_uri", server.jwksURI),
            ("introspection_endpoint", server.introspectionEndpoint),
            ("revocation_endpoint", server.revocationEndpoint),
        ]
        var remarks = all.prefix(2).filter { $0.1 == nil }.map {
            Remark(.wrong, "endpoint-missing", "\($0.0) is not known", "RFC 8414 §2")
        }
        for (name, url) in all {
            guard let url, let parts = URLParts(url) else { continue }
            if parts.scheme.lowercased() != "https", !parts.isLoopback {
                remarks.append(Remark(.wrong, "endpoint-insecure", "\(name) is not https", "RFC 9700 §2.6"))
            }
            if parts.fragment != nil {
                remarks.append(Remark(.wrong, "endpoint-fragment", "\(name) has a fragment", "RFC 6749 §3.1"))
            }
        }
        if server.revocationEndpoint == nil {
            remarks.append(Remark(.note, "no-revocation", "tokens cannot be revoked", "RFC 7009 §2"))
        }
        return remarks
    }

    private static func issuer(_ server: AuthorizationServer) -> [Remark] {
        guard let issuer = server.issuer else {
            return [
                Remark(
                    .weak, "issuer-unknown", "the issuer is not known, so that no response can be checked against it",
                    "RFC 8414 §2")
            ]
        }
        var remarks: [Remark] = []
        if let parts = URLParts(issuer), parts.query != nil || parts.fragment != nil {
            remarks.append(Remark(.wrong, "issuer-malformed", "the issuer has a query or a fragment", "RFC 8414 §2"))
        }
        if !server.authorizationResponseIssParameterSupported {
            remarks.append(
                Remark(
                    .weak, "no-iss",
                    "callbacks do not name their issuer: with several servers, use a redirect URI for each",
                    "RFC 9700 §4.4.2"))
        }
        return remarks
    }

    private static func methods(_ server: AuthorizationServer) -> [Remark] {
        guard let methods = server.codeChallengeMethodsSupported else {
            return [Remark(.weak, "pkce-unlisted", "the provider does not say that it knows PKCE", "RFC 9700 §2.1.1")]
        }
        var remarks: [Remark] = []
        if !methods.contains("S256") {
            remarks.append(
                Remark(.wrong, "s256-missing", "S256 is not among code_challenge_methods_supported", "RFC 9700 §2.1.1"))
        }
        if methods.contains("plain") {
            remarks.append(
                Remark(.weak, "plain-allowed", "plain is among code_challenge_methods_supported", "RFC 7636 §7.2"))
        }
        return remarks
    }

    private static func grants(_ server: AuthorizationServer) -> [Remark] {
        let grants = server.grantTypesSupported ?? []
        var remarks: [Remark] = []
        if grants.contains("implicit") {
            remarks.append(Remark(.weak, "implicit-allowed", "the implicit grant is served", "RFC 9700 §2.1.2"))
        }
        if grants.contains("password") {
            remarks.append(Remark(.weak, "password-allowed", "the password grant is served", "RFC 9700 §2.4"))
        }
        return remarks
    }

    private static func redirects(_ client: ClientRegistration) -> [Remark] {
        client.redirectURIs.flatMap { uri -> [Remark] in
            let shown = PrintableText.safe(uri, limit: 200)
            var remarks: [Remark] = []
            if uri.contains("*") {
                remarks.append(Remark(.wrong, "redirect-uri-wildcard", "\(shown) has a wildcard", "RFC 9700 §2.1"))
            }
            if uri.contains("#") {
                remarks.append(Remark(.wrong, "redirect-uri-fragment", "\(shown) has a fragment", "RFC 6749 §3.1.2"))
            }
            guard let parts = URLParts(uri) else { return remarks }
            if parts.scheme == "http", !parts.isLoopback {
                remarks.append(Remark(.wrong, "redirect-uri-insecure", "\(shown) is http", "RFC 9700 §2.6"))
            }
            if parts.host.lowercased() == "localhost" {
                remarks.append(
                    Remark(.weak, "redirect-uri-localhost", "\(shown) names localhost; use 127.0.0.1", "RFC 8252 §8.3"))
            }
            return remarks
        }
    }

    private static func authentication(_ client: ClientRegistration, _ server: AuthorizationServer) -> [Remark] {
        guard let secret = client.secret else { return [] }
        var remarks: [Remark] = []
        if secret.utf8.count < 16 {
            remarks.append(
                Remark(
                    .weak, "secret-short",
                    "the client secret has \(secret.utf8.count.counted("byte")), which may be guessed",
                    "RFC 6749 §10.10"))
        }
        if let method = client.authenticationMethod, let listed = server.tokenEndpointAuthMethodsSupported,
            !listed.contains(method)
        {
            remarks.append(Remark(.wrong, "client-auth-method", "the provider does not list \(method)", "RFC 8414 §2"))
        }
        let needsEncoding = FormCoding.encode(secret) != secret || FormCoding.encode(client.id) != client.id
        if needsEncoding, client.authenticationMethod != "client_secret_post" {
            remarks.append(
                Remark(
                    .note, "client-auth-encoding",
                    "id or secret has characters that HTTP Basic must encode, which some servers do not undo",
                    "RFC 6749 §2.3.1"))
        }
        return remarks
    }

    private static func scopes(_ client: ClientRegistration, _ server: AuthorizationServer) -> [Remark] {
        guard let supported = server.scopesSupported.map({ Scope($0) }), !supported.covers(client.scope) else {
            return []
        }
        return [
            Remark(
                .note, "scope-unlisted", "the provider does not list \(client.scope.subtracting(supported).text)",
                "RFC 8414 §2")
        ]
    }
}
