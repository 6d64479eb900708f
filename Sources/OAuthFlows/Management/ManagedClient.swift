public import HTTPMessage
public import JSONKit
public import OAuthCore

/// A client as a provider's own API tells of it.
public struct ManagedClient: Sendable, Equatable {
    /// The client as it is registered; its secret only where the response has it.
    public let registration: ClientRegistration
    /// The client as it came.
    public let json: JSON

    /// Reads the answer to ``ClientManagement/create(name:redirectURIs:scope:)``, which must have the secret, as it is never
    /// shown again; it has none where the client authenticates without one.
    public static func processCreated(_ response: HTTPResponse) throws(OAuthError) -> ManagedClient {
        try processWithSecret(response, doing: "reading the new client")
    }

    /// Reads the answer to ``ClientManagement/resetSecret(of:)``, which has the id and the new secret.
    public static func processReset(_ response: HTTPResponse) throws(OAuthError) -> ManagedClient {
        try processWithSecret(response, doing: "reading the new secret")
    }

    /// Reads the answer to ``ClientManagement/list()``: a list, bare or as `clients` or `data` of an object.
    public static func processList(_ response: HTTPResponse) throws(OAuthError) -> [ManagedClient] {
        let doing = "reading the list of clients"
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        let json = try body.json()
        guard let elements = json.elements ?? json["clients"]?.elements ?? json["data"]?.elements else {
            throw body.refused ?? body.notOAuth("there is no list of clients in it")
        }
        var clients: [ManagedClient] = []
        for element in elements { clients.append(try ManagedClient(element, doing: doing)) }
        return clients
    }

    private static func processWithSecret(_ response: HTTPResponse, doing: String) throws(OAuthError) -> ManagedClient {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        let json = try body.object()
        if json["clientId"] == nil, let refused = body.refused { throw refused }
        let method = json["tokenEndpointAuthMethod"]?.string.flatMap(ClientAuthenticator.named)
        if method?.needs.contains(.clientSecret) ?? true {
            _ = try Members(json, doing: doing, section: section).requiredText("clientSecret")
        }
        return try ManagedClient(json, doing: doing)
    }

    private static let section = "the client API"

    private init(_ json: JSON, doing: String) throws(OAuthError) {
        let members = Members(json, doing: doing, section: ManagedClient.section)
        registration = ClientRegistration(
            id: try members.requiredText("clientId"),
            secret: try members.text("clientSecret"),
            authenticationMethod: try members.text("tokenEndpointAuthMethod"),
            redirectURIs: try members.texts("redirectUris") ?? [],
            scope: Scope(try members.texts("scopes") ?? []),
            name: try members.text("name"))
        self.json = json
    }
}
