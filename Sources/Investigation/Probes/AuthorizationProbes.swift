internal import HTTPMessage
internal import OAuthCore
internal import Workbench

extension ProbeKind {
    /// Asks again what the browser was told, where no answer of the server is recorded.
    static let authorizationAsSent = ProbeKind { subject in
        guard subject.entry == nil, let url = subject.failedAuthorization else { return [] }
        return [subject.page("the authorization request as it was sent", url, isOfAuthorization: true)]
    }

    /// Each redirect URI that is registered, as it is registered.
    static let registeredRedirectURI = ProbeKind { subject in
        guard let client = subject.client else { return [] }
        return client.redirectURIs.prefix(3).compactMap { uri in
            subject.authorization("redirect_uri=\(uri)") {
                $0.set("redirect_uri", uri)
                $0.set("client_id", client.id)
            }
        }
    }

    /// The other spellings of this machine in the redirect URI (RFC 8252 §7.3, §8.3).
    static let redirectURIHost = ProbeKind { subject in
        guard let uri = subject.authorizationParameters?.first("redirect_uri") else { return [] }
        return LoopbackSpelling.others(of: uri).filter { subject.client?.redirectURIs.contains($0) != true }
            .compactMap { other in
                subject.authorization("redirect_uri=\(other)") { $0.set("redirect_uri", other) }
            }
    }

    /// Only the scopes that the client is registered for.
    static let registeredScopes = ProbeKind { subject in
        guard let registered = subject.client?.scope, !registered.isEmpty,
            subject.authorizationParameters?.first("scope") != registered.text,
            let probe = subject.authorization("scope=\(registered.text)", { $0.set("scope", registered.text) })
        else { return [] }
        return [probe]
    }

    /// Without the audience that was asked for (RFC 8707 §2).
    static let noResource = ProbeKind { subject in
        ["resource", "audience"].compactMap { name in
            guard subject.authorizationParameters?.first(name) != nil else { return nil }
            return subject.authorization("no \(name)") { $0.remove(name) }
        }
    }
}
