internal import Encodings
internal import HTTPMessage
internal import JSONKit
public import OAuthCore

/// A provider's own API for registering clients: `POST` and `GET` on one address, and `POST …/:clientId/reset-secret`.
public struct ClientManagement: Sendable, Equatable {
    /// The address of the collection: `https://api.example/oauth/clients`.
    public var url: String
    /// An API key or a session token of the account.
    public var credential: String

    /// The address of the provider's own API for clients, and the account's key for it.
    public init(url: String, credential: String) {
        self.url = url
        self.credential = credential
    }

    /// Registers a client; answered by ``ManagedClient/processCreated(_:)``.
    public func create(name: String, redirectURIs: [String], scope: Scope) throws(OAuthError) -> OAuthRequest {
        let body = JSON(members: [
            ("name", JSON(name)), ("redirectUris", JSON(redirectURIs.map { JSON($0) })),
            ("scopes", JSON(scope.tokens.map { JSON($0) })),
        ])
        return try authorized(.json("POST", to: url, body))
    }

    /// Lists the account's clients; answered by ``ManagedClient/processList(_:)``.
    public func list() throws(OAuthError) -> OAuthRequest { try authorized(.json("GET", to: url)) }

    /// Replaces a client's secret; answered by ``ManagedClient/processReset(_:)``.
    public func resetSecret(of clientID: String) throws(OAuthError) -> OAuthRequest {
        try authorized(.json("POST", to: "\(url)/\(PercentCoding.encodeSegment(clientID))/reset-secret"))
    }

    private func authorized(_ request: OAuthRequest) throws(OAuthError) -> OAuthRequest {
        var request = request
        try request.authorize(bearer: credential)
        return request
    }
}
