internal import HTTPMessage
internal import OAuthCore

extension ProbeKind {
    /// The client by each method that its registration allows for.
    static let clientAuthenticationMethod = ProbeKind { subject in
        guard let client = subject.clientOfTokenRequest else { return [] }
        return ClientAuthentication.all.filter { $0.needsSecret == (client.secret != nil) }.compactMap { method in
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
