internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let tokenOfAnotherClient = Rule(
        "token-of-another-client", symptom: "the token endpoint refuses a refresh token",
        proof: "the client of the request is not the one that the token was given to", references: ["RFC 6749 §6"]
    ) { subject in
        guard let refresh = subject.refusedRefresh, let exchange = subject.exchange,
            let token = subject.evidence.tokens.first(where: { $0.tokens.refreshToken == refresh }),
            let owner = token.clientID, let id = exchange.sentClient.id
        else { return nil }
        guard let difference = Difference("given to", owner, "sent by", id) else {
            return .ruledOut("the client is the one that the token was given to")
        }
        return .found(
            .proved, "The refresh token was given to another client than the one that sends it.",
            [EvidenceLine(exchange.number, "is from another client than token \(token.id)", difference: difference)],
            fix: Fix("Refresh as the client that the token was given to.", [.refresh]))
    }
}
