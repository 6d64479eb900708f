internal import HTTPMessage
internal import OAuthCore
internal import Providers
internal import Session
internal import Workbench

extension ProbeKind {
    /// A secret that nobody has, by each method: the control of the probes that send the client's own. A server that
    /// answers it as it answers the client's own does not tell of the client: it looks at the code first, or it says the
    /// same of everything.
    static let unknownSecret = ProbeKind { subject in
        guard var client = subject.clientOfTokenRequest, client.secret != nil else { return [] }
        client.secret = "secret_\(subject.bogus)"
        let listed = subject.provider.server.tokenEndpointAuthMethodsSupported
        let unlisted = ["client_secret_basic", "client_secret_post"].filter { listed?.contains($0) == false }
        let methods = ["client_secret_basic", "client_secret_post"].filter {
            unlisted.count == 2 || !unlisted.contains($0)
        }
        return methods.compactMap { method in
            guard var probe = subject.tokenProbe("\(method) with a secret that nobody has", client, method) else {
                return nil
            }
            probe.isControl = true
            return probe
        }
    }

    /// The client by each method that its registration allows for.
    static let clientAuthenticationMethod = ProbeKind { subject in
        guard let client = subject.clientOfTokenRequest else { return [] }
        return ClientAuthenticator.all.filter { method in
            method.works(with: client.credentials) && method.needs.isEmpty == client.credentials.isEmpty
        }.compactMap { method in subject.tokenProbe(method.name, client, method.name) }
    }

    /// The secret as it is, where the form encoding of RFC 6749 §2.3.1 writes it in another way.
    static let clientAuthenticationEncoding = ProbeKind { subject in
        guard let client = subject.clientOfTokenRequest, let secret = client.secret else { return [] }
        let credentials = BasicCredentials(id: client.id, secret: secret)
        guard credentials.headerValue != credentials.headerValueNotEncoded,
            let probe = subject.tokenProbe(
                "client_secret_basic without form encoding", client, "client_secret_basic",
                header: credentials.headerValueNotEncoded)
        else { return [] }
        return [probe]
    }
}

extension ProbeSubject {
    /// The token request that failed with the client authenticated in another way, and with a code or a refresh token
    /// that nobody has: a refusal of these means that the client was taken.
    ///
    /// - Parameter header: the `Authorization` header, instead of the method's.
    fileprivate func tokenProbe(
        _ change: String, _ client: ClientRegistration, _ method: String, header: String? = nil
    ) -> Probe? {
        guard let base = spentTokenRequest, var authenticated = tokenRequest(client, method) else { return nil }
        if let header { authenticated.headers["Authorization"] = header }
        guard let request = base.authenticated(like: authenticated) else { return nil }
        let spent = base.value == "refresh_token" ? "a refresh token" : "a code"
        return Probe(
            change: "\(change), with \(spent) that nobody has", variable: .clientAuthentication, base: base.request,
            request: request, purpose: .token)
    }

    /// The token request that failed with a code or a refresh token that nobody has in the place of its own. Of another
    /// grant, and of another endpoint that authenticates clients, the redemption of such a code stands for it: it
    /// neither gives tokens nor ends any.
    private var spentTokenRequest: SpentRequest? {
        if let entry, var form = entry.exchange.request.form,
            let value = ["code", "refresh_token"].first(where: { form.first($0)?.isEmpty == false }),
            ["authorization_code", "refresh_token"].contains(form.first("grant_type") ?? ""),
            form.first("grant_type") == (value == "code" ? "authorization_code" : "refresh_token"),
            entry.exchange.request.url == provider.server.tokenEndpoint
        {
            form.set(value, "\(value)_\(bogus)")
            var request = entry.exchange.request
            request.body = Array(form.encoded.utf8)
            return SpentRequest(value: value, request: request)
        }
        guard let client = clientOfTokenRequest, let sent = entry?.exchange.request else { return nil }
        let method =
            sent.headers["Authorization"]?.lowercased().hasPrefix("basic ") == true
            ? "client_secret_basic" : sent.form?.first("client_secret") == nil ? "none" : "client_secret_post"
        return tokenRequest(client, method).map { SpentRequest(value: "code", request: $0) }
    }
}

/// A token request that spends nothing.
private struct SpentRequest {
    /// The parameter whose value nobody has.
    let value: String
    let request: HTTPRequest

    /// The request with the client authenticated as in another one.
    func authenticated(like other: HTTPRequest) -> HTTPRequest? {
        guard var form = request.form, let sent = other.form else { return nil }
        for name in Probe.Variable.clientAuthentication.parameters {
            form.remove(name)
            if let value = sent.first(name) { form.set(name, value) }
        }
        var result = request
        result.headers["Authorization"] = other.headers["Authorization"]
        result.body = Array(form.encoded.utf8)
        return result
    }
}

extension HTTPRequest {
    /// The parameters of a form that is posted; nil for another request.
    fileprivate var form: FormParameters? {
        guard method == "POST", headers["Content-Type"]?.lowercased().hasPrefix(MediaType.form) == true else {
            return nil
        }
        return FormParameters.parse(String(decoding: (body ?? []).prefix(1 << 16), as: UTF8.self))
    }
}
