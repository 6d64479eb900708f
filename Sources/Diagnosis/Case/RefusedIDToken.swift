internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
package import TokenChecks

extension Case {
    /// The check that the ID token of the subject does not pass, where the subject brought tokens.
    package var refusedIDToken: TokenCheck? {
        guard endpoint == .token, let exchange, let grantType,
            let idToken = exchange.members?["id_token"]?.string,
            let clientID = exchange.sentClient.id ?? exchange.clientID
        else { return nil }
        let expected = TokenExpectation(
            issuer: server.issuer, clientID: clientID, nonce: authorizationOfTokens?.sent.first("nonce"),
            accessToken: exchange.members?["access_token"]?.string, keys: nil,
            now: exchange.serverClock / 1000)
        return IDTokenReceipt(idToken, expected, isRefresh: grantType == "refresh_token")?.refusal
    }

    /// The authorization that the tokens of the subject go back to.
    package var authorizationOfTokens: RecordedAuthorization? {
        redemption?.authorization ?? authorization(exchange?.authorization)
    }
}
