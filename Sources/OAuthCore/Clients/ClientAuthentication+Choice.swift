extension ClientAuthentication {
    /// The method for a client at a server: the one asked for, else the one it registered, else the first that the
    /// server's metadata lists and that the client can do.
    ///
    /// Metadata that lists none means `client_secret_basic` (RFC 8414 §2).
    /// - Throws: ``OAuthError/Code/authenticationMethodUnknown``.
    public static func choose(
        _ explicit: String? = nil, for client: ClientRegistration, at server: AuthorizationServer
    ) throws(OAuthError) -> ClientAuthentication {
        if let name = explicit ?? client.authenticationMethod {
            guard let method = named(name) else { throw unknown(name) }
            return method
        }
        guard client.secret != nil else { return .none }
        guard let supported = server.tokenEndpointAuthMethodsSupported else { return .clientSecretBasic }
        guard let method = all.first(where: { $0.needsSecret && supported.contains($0.name) }) else {
            throw unknown(supported.joined(separator: ", "))
        }
        return method
    }

    private static func unknown(_ names: String) -> OAuthError {
        let known = all.map(\.name).joined(separator: ", ")
        return OAuthError(
            .authenticationMethodUnknown, doing: "choosing how the client authenticates",
            found: "\u{201C}\(PrintableText.safe(names, limit: 200))\u{201D} is no method for a client with a secret "
                + "that Keyway knows",
            advice: "Choose one of \(known).")
    }
}
