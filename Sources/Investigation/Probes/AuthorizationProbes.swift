internal import HTTPMessage
internal import OAuthCore
internal import Workbench

extension ProbeKind {
    /// Asks again what the browser was told, where no answer of the server is recorded.
    static let authorizationAsSent = ProbeKind { subject in
        guard subject.entry == nil, let url = subject.failedAuthorization else { return [] }
        return [subject.page("the authorization request as it was sent", url, .nothing, isOfAuthorization: true)]
    }

    /// A redirect URI that nobody has registered: the control of the probes with another one. A server that lets it pass
    /// does not look at redirect URIs before somebody signs in.
    static let unknownRedirectURI = ProbeKind { subject in
        guard let sent = subject.authorizationParameters?.first("redirect_uri"),
            !subject.otherRedirectURIs(than: sent).isEmpty,
            let probe = subject.authorization(
                "a redirect_uri that nobody has registered", "redirect_uri",
                to:
                    "https://\(subject.bogus.prefix(20).lowercased().filter { $0.isLetter || $0.isNumber }).invalid/callback"
            )
        else { return [] }
        var control = probe
        control.isControl = true
        return [control]
    }

    /// Each redirect URI that is registered, as it is registered.
    static let registeredRedirectURI = ProbeKind { subject in
        subject.registeredRedirectURIs.prefix(3).compactMap { uri in
            subject.authorization("redirect_uri=\(uri)", "redirect_uri", to: uri)
        }
    }

    /// The other spellings of this machine in the redirect URI (RFC 8252 §7.3, §8.3).
    static let redirectURIHost = ProbeKind { subject in
        guard let uri = subject.authorizationParameters?.first("redirect_uri") else { return [] }
        return LoopbackSpelling.others(of: uri).filter { !subject.registeredRedirectURIs.contains($0) }
            .compactMap { other in subject.authorization("redirect_uri=\(other)", "redirect_uri", to: other) }
    }

    /// Only the scopes that the client is registered for.
    static let registeredScopes = ProbeKind { subject in
        guard let registered = subject.clientOfAuthorization?.scope, !registered.isEmpty,
            subject.authorizationParameters?.first("scope") != registered.text,
            let probe = subject.authorization("scope=\(registered.text)", "scope", to: registered.text)
        else { return [] }
        return [probe]
    }

    /// Without the audience that was asked for (RFC 8707 §2).
    static let noResource = ProbeKind { subject in
        ["resource", "audience"].compactMap { name in
            guard subject.authorizationParameters?.first(name) != nil else { return nil }
            return subject.authorization("no \(name)", name, to: nil)
        }
    }
}

extension ProbeSubject {
    /// The client that the authorization request names; another client has other redirect URIs and scopes.
    fileprivate var clientOfAuthorization: ClientRegistration? {
        guard let client, client.id == authorizationParameters?.first("client_id") else { return nil }
        return client
    }

    /// What is registered for the client, as far as this session knows, but for what was sent.
    fileprivate var registeredRedirectURIs: [String] {
        let sent = authorizationParameters?.first("redirect_uri")
        return (clientOfAuthorization?.redirectURIs ?? []).filter { $0 != sent }
    }

    fileprivate func otherRedirectURIs(than sent: String) -> [String] {
        registeredRedirectURIs + LoopbackSpelling.others(of: sent)
    }
}
