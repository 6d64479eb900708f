internal import HTTPMessage
internal import OAuthCore
internal import Providers
internal import Session
internal import Workbench

extension CompletionSource {
    /// The endpoints that the provider is known to have, for the method of the command, and paths that were called.
    static let resources = CompletionSource(kind: .resource) { request, bench in
        let method = request.command.uppercased()
        var found: [Completion] = []
        func offer(_ text: String, _ summary: String?) {
            if !text.isEmpty, !found.contains(where: { $0.text == text }) { found.append(Completion(text, summary)) }
        }
        let provider = bench.providerAtHand()
        for endpoint in provider?.endpoints ?? [] {
            let parts = endpoint.split(separator: " ", maxSplits: 1).map(String.init)
            if parts.count == 2, parts[0] == method { offer(parts[1], "known of \(bench.selection.provider)") }
        }
        let base = provider?.baseURL ?? ""
        let named = provider.map { CompletionSource.endpoints(of: $0.server) } ?? []
        for endpoint in named {
            let isBelow = !base.isEmpty && endpoint.url.hasPrefix(base)
            offer(isBelow ? String(endpoint.url.dropFirst(base.count)) : endpoint.url, endpoint.name)
        }
        for entry in (try? bench.store().exchanges(last: 50)) ?? [] where entry.purpose == .resource {
            guard entry.exchange.request.method == method else { continue }
            offer(URLParts(entry.exchange.request.url)?.path ?? "", "called before")
        }
        return found
    }

    /// The endpoints that metadata names (RFC 8414 §2).
    private static func endpoints(of server: AuthorizationServer) -> [(name: String, url: String)] {
        [
            ("the userinfo endpoint", server.userinfoEndpoint),
            ("the introspection endpoint", server.introspectionEndpoint),
            ("the revocation endpoint", server.revocationEndpoint), ("the token endpoint", server.tokenEndpoint),
            ("the keys", server.jwksURI),
        ].compactMap { name, url in url.map { (name, $0) } }
    }
}
