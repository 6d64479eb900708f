internal import Diagnosis

extension Rule {
    static let codeOfAnotherClient = Rule(
        "code-of-another-client", symptom: "the token endpoint refuses a code",
        proof: "the client_id of the token request is not that of the authorization request",
        references: ["RFC 6749 §4.1.3"]
    ) { subject in
        guard let redemption = subject.refusedRedemption else { return nil }
        guard let authorization = redemption.authorization, let id = redemption.exchange.sentClient.id else {
            return nil
        }
        guard let difference = Difference("at authorize", authorization.clientID, "at the token endpoint", id) else {
            return .ruledOut("the client is the one that was authorized")
        }
        let isKnown = !subject.versions(of: id).isEmpty
        return .found(
            subject.blame(.grant).isStated
                ? .proved : isKnown && !subject.blame(.client).isStated ? .likely : .possible,
            "The code was given to another client than the one that redeems it.",
            [
                EvidenceLine(
                    redemption.exchange.number, "client_id differs from authorization \(authorization.id)",
                    difference: difference)
            ],
            fix: Fix("Redeem the code as the client that asked for it.", [.exchange]))
    }
}
