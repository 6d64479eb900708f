internal import Encodings
public import HTTPMessage
internal import OAuthCore

/// An authorization URL from anywhere, taken apart.
public struct AuthorizationURL: Sendable {
    public let address: String
    public let parameters: FormParameters
    private let provider: RecordedProvider
    private let client: RecordedClient?

    /// - Parameters:
    ///   - provider: what it is held against.
    ///   - clients: those that are known there.
    public init(_ url: String, provider: RecordedProvider, clients: [RecordedClient]) {
        address = url.urlAddress
        parameters = FormParameters.parse(url.urlQuery)
        self.provider = provider
        let id = parameters.first("client_id")
        client = clients.last { $0.registration.id == id }
    }

    /// What is wrong with it, the worst first.
    public var remarks: [Remark] {
        (repeated + client(of: parameters) + redirect + challenge + state + scope + responseType + transport)
            .sorted { $0.severity < $1.severity }
    }

    private var repeated: [Remark] {
        var seen: Set<String> = []
        return parameters.map(\.name).filter { !seen.insert($0).inserted }.map {
            Remark(.wrong, "parameter-repeated", "\(safe($0)) comes more than once", "RFC 6749 §3.1")
        }
    }

    private func client(of parameters: FormParameters) -> [Remark] {
        guard let id = parameters.first("client_id"), !id.isEmpty else {
            return [Remark(.wrong, "client-missing", "client_id is missing", "RFC 6749 §4.1.1")]
        }
        if parameters.first("client_secret") != nil {
            return [
                Remark(
                    .wrong, "secret-in-url",
                    "a client secret stands in the URL: take it as known to others, and reset it", "RFC 6749 §2.3.1")
            ]
        }
        return client == nil
            ? [Remark(.note, "client-unknown", "no client \(safe(id)) is known in this session", "RFC 6749 §2.2")] : []
    }

    private var redirect: [Remark] {
        guard let sent = parameters.first("redirect_uri"), !sent.isEmpty else {
            guard let client, client.registration.redirectURIs.count > 1 else { return [] }
            return [
                Remark(
                    .wrong, "redirect-uri-missing", "redirect_uri is missing, and the client has several",
                    "RFC 6749 §3.1.2.3")
            ]
        }
        var remarks: [Remark] = []
        if sent.contains("#") {
            remarks.append(Remark(.wrong, "redirect-uri-fragment", "redirect_uri has a fragment", "RFC 6749 §3.1.2"))
        }
        if let parts = URLParts(sent), parts.scheme == "http", !parts.isLoopback {
            remarks.append(
                Remark(.wrong, "redirect-uri-insecure", "redirect_uri is http and not on loopback", "RFC 9700 §2.6"))
        }
        if URLParts(sent)?.host.lowercased() == "localhost" {
            remarks.append(
                Remark(.weak, "redirect-uri-localhost", "redirect_uri names localhost; use 127.0.0.1", "RFC 8252 §8.3"))
        }
        guard let client, !client.registration.redirectURIs.contains(where: { $0.utf8.elementsEqual(sent.utf8) }) else {
            return remarks
        }
        let difference = client.registration.redirectURIs.compactMap { Difference("registered", $0, "sent", sent) }.min
        {
            $0.expectedRange.count + $0.foundRange.count < $1.expectedRange.count + $1.foundRange.count
        }
        remarks.append(
            Remark(
                .wrong, "redirect-uri-unregistered",
                "redirect_uri is not registered" + (difference.map { ": \($0.words) of the nearest" } ?? ""),
                "RFC 6749 §3.1.2.3"))
        return remarks
    }

    private var challenge: [Remark] {
        guard let challenge = parameters.first("code_challenge"), !challenge.isEmpty else {
            return [
                Remark(
                    .weak, "challenge-missing", "there is no code_challenge: a stolen code is good for anybody",
                    "RFC 9700 §2.1.1")
            ]
        }
        guard parameters.first("code_challenge_method") == "S256" else {
            return [Remark(.weak, "challenge-plain", "code_challenge_method is not S256", "RFC 7636 §7.2")]
        }
        guard Base64URL.decode(challenge)?.count == 32 else {
            return [
                Remark(
                    .wrong, "challenge-malformed", "code_challenge is not a SHA-256 in base64url without padding",
                    "RFC 7636 §4.2")
            ]
        }
        return []
    }

    private var state: [Remark] {
        guard let state = parameters.first("state"), !state.isEmpty else {
            return [
                Remark(
                    .weak, "state-missing", "there is no state: callbacks cannot be told from forged ones",
                    "RFC 9700 §2.1")
            ]
        }
        return state.utf8.count < 16
            ? [
                Remark(
                    .weak, "state-short", "state has \(state.utf8.count.counted("byte")), which may be guessed",
                    "RFC 6749 §10.10"
                )
            ] : []
    }

    private var scope: [Remark] {
        guard let text = parameters.first("scope") else { return [] }
        var remarks = Scope.parse(text).warnings.map { Remark(.wrong, $0.code, $0.message, $0.section) }
        let scope = Scope(text)
        if let registered = client?.registration.scope, !registered.isEmpty, !registered.covers(scope) {
            remarks.append(
                Remark(
                    .wrong, "scope-unregistered",
                    "the client is not registered for \(safe(scope.subtracting(registered).text))", "RFC 6749 §3.3"))
        }
        if let supported = provider.server.scopesSupported.map({ Scope($0) }), !supported.covers(scope) {
            remarks.append(
                Remark(
                    .note, "scope-unlisted", "the provider does not list \(safe(scope.subtracting(supported).text))",
                    "RFC 8414 §2"))
        }
        if scope.contains("openid"), parameters.first("nonce") == nil {
            remarks.append(
                Remark(.weak, "nonce-missing", "openid is asked for without a nonce", "OpenID Connect Core §3.1.2.1"))
        }
        return remarks
    }

    private var responseType: [Remark] {
        guard let type = parameters.first("response_type"), !type.isEmpty else {
            return [Remark(.wrong, "response-type-missing", "response_type is missing", "RFC 6749 §3.1.1")]
        }
        guard type.split(separator: " ").contains("token") else { return [] }
        return [
            Remark(
                .weak, "implicit", "response_type \(safe(type)) brings tokens through the browser", "RFC 9700 §2.1.2")
        ]
    }

    private var transport: [Remark] {
        var remarks: [Remark] = []
        if let parts = URLParts(address), parts.scheme.lowercased() != "https", !parts.isLoopback {
            remarks.append(
                Remark(.wrong, "endpoint-insecure", "the authorization endpoint is not https", "RFC 6749 §3.1"))
        }
        if let endpoint = provider.server.authorizationEndpoint, endpoint.urlAddress != address {
            remarks.append(
                Remark(
                    .note, "endpoint-other",
                    "the provider in use has another authorization endpoint, \(safe(endpoint))", "RFC 8414 §2"))
        }
        return remarks
    }

    private func safe(_ text: String) -> String { PrintableText.safe(text, limit: 200) }
}
