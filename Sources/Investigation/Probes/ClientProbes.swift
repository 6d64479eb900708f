internal import HTTPMessage
internal import OAuthCore
internal import Providers
internal import Session
internal import Workbench

extension ProbeKind {
    /// A secret that nobody has, by each method: the control of the probes that send the client's own. A server that answers it as it answers the client's own does not tell of the client: it
    /// looks at the code first, or it says the same of everything.
    static let unknownSecret = ProbeKind { subject in
        guard var client = subject.clientOfTokenRequest, client.secret != nil else { return [] }
        client.secret = "secret_\(subject.bogus)"
        let listed = subject.provider.server.tokenEndpointAuthMethodsSupported
        let unlisted = ["client_secret_basic", "client_secret_post"].filter { listed?.contains($0) == false }
        let methods = ["client_secret_basic", "client_secret_post"].filter {
            unlisted.count == 2 || !unlisted.contains($0)
        }
        return methods.compactMap { method in
            guard let request = subject.tokenRequest(client, method) else { return nil }
            return Probe(
                change: "\(method) with a secret that nobody has", request: request, purpose: .token, isControl: true)
        }
    }

    /// The client by each method that its registration allows for.
    static let clientAuthenticationMethod = ProbeKind { subject in
        guard let client = subject.clientOfTokenRequest else { return [] }
        return ClientAuthenticator.all.filter { method in
            method.works(with: client.credentials) && method.needs.isEmpty == client.credentials.isEmpty
        }.compactMap { method in
            guard let request = subject.tokenRequest(client, method.name) else { return nil }
            return Probe(change: "\(method.name), with a code that nobody has", request: request, purpose: .token)
        }
    }

    /// The secret as it is, where the form encoding of RFC 6749 §2.3.1 writes it in another way.
    static let clientAuthenticationEncoding = ProbeKind { subject in
        guard let client = subject.clientOfTokenRequest, let secret = client.secret,
            var request = subject.tokenRequest(client, "client_secret_basic")
        else { return [] }
        let credentials = BasicCredentials(id: client.id, secret: secret)
        guard credentials.headerValue != credentials.headerValueNotEncoded else { return [] }
        request.headers["Authorization"] = credentials.headerValueNotEncoded
        let change = "client_secret_basic without form encoding, with a code that nobody has"
        return [Probe(change: change, request: request, purpose: .token)]
    }
}
