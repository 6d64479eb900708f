public import HTTPMessage
internal import JSONKit

/// What kind of message a flow sends, and what stands in for its answer where nobody answers.
public struct FlowMessage: Sendable, Equatable {
    /// A stable name: `token`.
    public let name: String
    /// What the message does, in a few words: "token request".
    public var summary: String
    /// Where the message is defined: `RFC 6749 §3.2`.
    public var section: String
    /// A response that lets the flow go on without a server. Its values are named stand-ins: `<access_token>`.
    public var standIn: HTTPResponse
    /// Whether the flow goes on after the request failed, so that the failure is reported to it as
    /// ``FlowEvent/failed(_:)``.
    public var survivesFailure: Bool

    /// A kind of message; see the properties for the form of each value.
    public init(
        name: String, summary: String, section: String, standIn: HTTPResponse, survivesFailure: Bool = false
    ) {
        self.name = name
        self.summary = summary
        self.section = section
        self.standIn = standIn
        self.survivesFailure = survivesFailure
    }

    /// Every kind of message that the flows send, each once.
    public static let all: [FlowMessage] = FlowDescription.all.flatMap(\.messages).reduce(into: []) { all, message in
        if !all.contains(message) { all.append(message) }
    }
}

extension FlowMessage {
    /// A token request, of every grant.
    public static let token = FlowMessage(
        name: "token", summary: "token request", section: "RFC 6749 §3.2",
        standIn: .standIn([
            "access_token": "<access_token>", "token_type": "Bearer", "refresh_token": "<refresh_token>",
        ]))

    /// ``metadata(of:)`` has the stand-in for one issuer.
    public static let metadata = FlowMessage.metadata(of: "<issuer>")

    /// A request to a protected resource without a token, to see its challenge (RFC 9728 §5.1).
    public static let challenge = FlowMessage(
        name: "challenge", summary: "request without a token", section: "RFC 9728 §5.1",
        standIn: HTTPResponse(
            status: 200, headers: [HTTPHeader("WWW-Authenticate", "Bearer resource_metadata=\"<resource_metadata>\"")]),
        survivesFailure: true)

    /// A request for the metadata of a protected resource.
    public static let resourceMetadata = FlowMessage(
        name: "resource-metadata", summary: "request for a resource's metadata", section: "RFC 9728 §3.1",
        standIn: .standIn(["resource": "<resource>", "authorization_servers": ["https://issuer.example"]]),
        survivesFailure: true)

    /// A request for the server's public keys.
    public static let keys = FlowMessage(
        name: "keys", summary: "request for the server's keys", section: "RFC 7517 §5",
        standIn: .standIn(["keys": []]))

    /// An introspection request.
    public static let introspection = FlowMessage(
        name: "introspection", summary: "introspection request", section: "RFC 7662 §2.1",
        standIn: .standIn(["active": true]))

    /// A revocation request.
    public static let revocation = FlowMessage(
        name: "revocation", summary: "revocation request", section: "RFC 7009 §2.1", standIn: HTTPResponse(status: 200))

    /// A userinfo request.
    public static let userinfo = FlowMessage(
        name: "userinfo", summary: "userinfo request", section: "OpenID Connect Core §5.3.1",
        standIn: .standIn(["sub": "<sub>"]))

    /// The registration of a client by the provider's own API.
    public static let clientCreation = FlowMessage.management(
        "creation of a client", ["clientId": "<client.id>", "clientSecret": "<client.secret>"])

    /// A list of the account's clients by the provider's own API.
    public static let clientList = FlowMessage.management("list of the clients", [])

    /// The replacement of a client's secret by the provider's own API.
    public static let clientReset = FlowMessage.management(
        "reset of a client's secret", ["clientId": "<client.id>", "clientSecret": "<client.secret>"])

    /// A request for the metadata of an issuer, which its answer must name (RFC 8414 §3.3).
    public static func metadata(of issuer: String) -> FlowMessage {
        FlowMessage(
            name: "metadata", summary: "metadata request", section: "RFC 8414 §3.1",
            standIn: .standIn([
                "issuer": JSON(issuer), "authorization_endpoint": "<authorization_endpoint>",
                "token_endpoint": "<token_endpoint>", "response_types_supported": ["code"],
            ]), survivesFailure: true)
    }

    /// A message of a provider's own API for its clients.
    private static func management(_ summary: String, _ standIn: JSON) -> FlowMessage {
        FlowMessage(
            name: "management", summary: summary, section: "the provider's own API", standIn: .standIn(standIn))
    }
}

extension HTTPResponse {
    /// A response as a careful server sends it, made of stand-ins.
    static func standIn(_ json: JSON) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Cache-Control", "no-store")],
            body: Array(json.text().utf8))
    }
}
