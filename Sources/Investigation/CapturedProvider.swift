internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Workbench

/// The authorization server of a capture, as far as the capture shows it.
struct CapturedProvider {
    private var server: AuthorizationServer

    init(_ exchanges: [HTTPExchange]) {
        server = exchanges.lazy.compactMap(CapturedProvider.metadata).first ?? AuthorizationServer()
        for request in exchanges.map({ CapturedRequest($0.request) }) {
            if request.isAuthorization, server.authorizationEndpoint == nil {
                server.authorizationEndpoint = request.address
            }
            if request.isTokenRequest, server.tokenEndpoint == nil { server.tokenEndpoint = request.address }
        }
    }

    private static func metadata(_ exchange: HTTPExchange) -> AuthorizationServer? {
        guard exchange.request.url.contains("/.well-known/"), let response = exchange.response, response.status == 200,
            let json = try? JSON(parsing: response.body), json["issuer"]?.string != nil
        else { return nil }
        return AuthorizationServer(stored: json)
    }

    /// The known provider with these endpoints, else a new one called by its host; nil where no endpoint was called.
    func provider(among known: [Provider]) -> Provider? {
        guard let endpoint = server.tokenEndpoint ?? server.authorizationEndpoint, let parts = URLParts(endpoint) else {
            return nil
        }
        if let same = known.first(where: { $0.server.tokenEndpoint == endpoint }) { return same }
        let issuer = server.issuer ?? parts.origin
        return Provider(
            name: Provider.freeName(for: issuer, among: known), title: parts.host, baseURL: issuer,
            server: server, scopes: server.scopesSupported ?? [])
    }
}
