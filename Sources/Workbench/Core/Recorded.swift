internal import Diagnosis
internal import Diagnostics
internal import OAuthCore
package import Providers
package import Session

/// The session's rows as the rules take them.
extension RecordedExchange {
    /// An exchange of the session, with the provider, client, authorization and tokens that it belongs to.
    package init(_ entry: SessionExchange) {
        self.init(
            number: entry.number, purpose: Purpose(entry.purpose),
            exchange: entry.exchange, provider: entry.context.provider, clientID: entry.context.clientID,
            authorization: entry.context.authorization, token: entry.context.token,
            redirectOf: entry.context.redirectOf)
    }
}

extension RecordedExchange.Purpose {
    /// A message of a flow that has no purpose of its own here goes to the authorization server, as a token request does.
    fileprivate init(_ purpose: ExchangePurpose) {
        self = Self(rawValue: purpose.rawValue) ?? (purpose == .picture ? .resource : .token)
    }
}

extension RecordedAuthorization {
    /// An authorization of the session.
    package init(_ authorization: SessionAuthorization) {
        self.init(
            id: authorization.id, clientID: authorization.clientID, url: authorization.url,
            verifier: authorization.verifier, createdAt: authorization.createdAt, callback: authorization.callback,
            code: authorization.code, error: authorization.error, answeredAt: authorization.answeredAt,
            user: authorization.user)
    }
}

extension RecordedClient {
    /// A client as it was registered from the time of this version on.
    package init(_ version: ClientVersion) {
        self.init(
            registration: version.registration, since: version.since,
            origin: Origin(rawValue: version.origin.rawValue) ?? .user, exchange: version.exchange)
    }
}

extension RecordedToken {
    /// A set of tokens of the session; `clientID` is nil where the session does not know its client.
    package init(_ token: SessionToken, clientID: String?) {
        self.init(
            id: token.id, provider: token.provider, clientID: clientID, authorization: token.authorization,
            parent: token.parent, exchange: token.exchange, grantType: token.grantType, tokens: token.tokens,
            revokedAt: token.revokedAt)
    }
}

extension RecordedProvider {
    /// The provider as the session knows it, with the metadata of its authorization server.
    package init(_ provider: Provider) {
        self.init(
            name: provider.name, baseURL: provider.baseURL, server: provider.server, clientsURL: provider.clientsURL)
    }
}
