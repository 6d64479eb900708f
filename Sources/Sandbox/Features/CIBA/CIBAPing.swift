internal import HTTPMessage
internal import JSONKit
internal import SandboxCore

/// Tells a client that a user has decided (OpenID CIBA Core §10.2). What becomes of it is the client's matter: it may poll
/// as well.
struct CIBAPing: Sendable {
    private let request: HTTPRequest
    private let transport: any Transport

    /// Seconds that a client is waited for.
    private static let patience = 10.0

    /// Nil for a client that polls, and for a sandbox that sends nothing.
    init?(of asked: AuthenticationRequest, _ client: Client, _ provider: Provider) {
        guard let id = asked.pingID, let token = asked.notificationToken, let url = client.notificationEndpoint,
            let transport = provider.configuration.transport
        else { return nil }
        self.transport = transport
        request = HTTPRequest(
            "POST", url,
            headers: [
                HTTPHeader("Authorization", "Bearer \(token)"), HTTPHeader("Content-Type", "application/json"),
            ], body: Array(JSON(members: [("auth_req_id", JSON(id))]).text().utf8))
    }

    func send() async {
        var options = TransportOptions()
        options.timeout = CIBAPing.patience
        _ = await transport.send(request, options: options, onBody: nil)
    }
}
