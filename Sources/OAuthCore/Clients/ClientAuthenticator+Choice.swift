extension ClientAuthenticator {
    /// The method for a client at a server: the one asked for, else the one it registered, else the first that its
    /// credentials allow and that the server's metadata lists.
    ///
    /// A client without credentials names itself only, whatever the metadata lists. Where the metadata lists nothing, the
    /// first method that the credentials allow is taken: for a secret `client_secret_basic` (RFC 8414 §2).
    /// - Throws: ``OAuthError/Code/authenticationMethodUnknown``.
    public static func choose(
        _ explicit: String? = nil, for client: ClientRegistration, at server: AuthorizationServer
    ) throws(OAuthError) -> ClientAuthenticator {
        if let name = explicit ?? client.authenticationMethod {
            guard let method = named(name) else { throw unknown(name) }
            return method
        }
        let possible = all.filter { $0.works(with: client.credentials) }
        let proving = possible.filter { !$0.needs.isEmpty }
        guard !proving.isEmpty else { return possible.first ?? .none }
        let supported = server.tokenEndpointAuthMethodsSupported
        let method = proving.first { supported?.contains($0.name) ?? true }
        guard let method else { throw unknown(supported?.joined(separator: ", ") ?? "") }
        return method
    }

    private static func unknown(_ names: String) -> OAuthError {
        let known = all.map(\.name).joined(separator: ", ")
        return OAuthError(
            .authenticationMethodUnknown, doing: "choosing how the client authenticates",
            found:
                "\u{201C}\(PrintableText.safe(names, limit: 200))\u{201D} is not a method for a client with a secret "
                + "that Keyway knows",
            advice: "Choose one of \(known).")
    }
}
