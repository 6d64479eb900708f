internal import HTTPMessage
internal import OAuthCore
internal import Redaction

/// How old a code was when it was redeemed.
package struct CodeAge: Sendable {
    /// The seconds between the moment at which the code was given out and its redemption.
    package var seconds: Int64
    /// Measured by the server's own dates.
    package var byServer: Bool
    /// The exchange that brought the code, where one did.
    package var exchange: Int64?
}

extension Case {
    /// Whether the capture has only stand-ins for what a challenge and its verifier are compared by.
    package func hidesVerifier(_ redemption: CodeRedemption, _ authorization: RecordedAuthorization) -> Bool {
        [redemption.verifier, authorization.challenge].contains { $0.map(MaskedText.isStandIn) == true }
    }

    /// Whether all that goes with a code is what was authorized.
    package func fits(_ redemption: CodeRedemption, _ authorization: RecordedAuthorization) -> Bool {
        fits(redemption, authorization, sending: redemption.redirectURI)
    }

    /// The same, had this redirect URI been sent.
    package func fits(
        _ redemption: CodeRedemption, _ authorization: RecordedAuthorization, sending redirectURI: String?
    ) -> Bool {
        guard redirectURI == authorization.redirectURI,
            redemption.exchange.sentClient.id == authorization.clientID
        else { return false }
        guard let challenge = authorization.challenge else { return redemption.verifier == nil }
        if let verifier = redemption.verifier, [verifier, challenge].contains(where: MaskedText.isStandIn) {
            return true
        }
        return redemption.verifier.map { PKCEFacts.belongs($0, to: challenge, authorization.challengeMethod) } ?? false
    }

    /// How old the code was, by the server's dates where both responses have one, else by the session's clock.
    package func age(of redemption: CodeRedemption, _ authorization: RecordedAuthorization) -> CodeAge {
        let given = evidence.exchanges.last { other in
            other.authorization == authorization.id && other.number < redemption.exchange.number
                && other.response?.headers["Location"]?.contains("code=") == true
        }
        if let start = given?.serverTime, let end = redemption.exchange.serverTime {
            return CodeAge(seconds: max(0, (end - start) / 1000), byServer: true, exchange: given?.number)
        }
        let start = authorization.answeredAt ?? authorization.createdAt
        return CodeAge(
            seconds: max(0, (redemption.exchange.exchange.startedAt - start) / 1000), byServer: false,
            exchange: given?.number)
    }
}
