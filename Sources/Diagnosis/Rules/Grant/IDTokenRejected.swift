extension Rule {
    static let idTokenRejected = Rule(
        "id-token-rejected", symptom: "an ID token does not pass its checks",
        proof: "the failed step of OpenID Connect Core §3.1.3.7, with the claim against what was expected",
        references: ["OpenID Connect Core §3.1.3.7"]
    ) { subject in
        guard let command = subject.command, command.code.hasPrefix("id-token-") else { return nil }
        let token = subject.token(command.token)
        let authorization = subject.authorization(token?.authorization)
        let check = IDTokenStep.named(String(command.code.dropFirst("id-token-".count)))
        return .found(
            .proved, "The ID token is rejected: \(check.sentence).",
            [
                EvidenceLine(
                    token?.exchange, "brought the ID token of token \(token?.id ?? 0), which fails at \(check.name)")
            ],
            mend: Mend(
                check.mend,
                check.name == "key" || check.name == "time" ? ["token verify"] : subject.newTokens(like: authorization))
        )
    }
}

/// A step of the validation of an ID token, by the name that `token verify` gives it.
struct IDTokenStep: Sendable {
    let name: String
    let sentence: String
    let mend: String

    static func named(_ name: String) -> IDTokenStep {
        all.first { $0.name == name }
            ?? IDTokenStep(
                name: name, sentence: "its \(name) is not what it must be",
                mend: "Do not use the token; authorize again.")
    }

    private static let all = [
        IDTokenStep(
            name: "key", sentence: "no key of the server has its kid, even after the keys were fetched again",
            mend: "Fetch the keys again; if the kid stays unknown, the token is of another server."),
        IDTokenStep(
            name: "signature", sentence: "its signature does not verify",
            mend: "Do not use it: it was changed, or it is of another server."),
        IDTokenStep(
            name: "issuer", sentence: "its iss is not the provider's issuer, byte for byte",
            mend: "Use the issuer as the provider writes it; do not accept another."),
        IDTokenStep(
            name: "audience", sentence: "its aud does not name the client", mend: "Use the token of this client."),
        IDTokenStep(
            name: "nonce", sentence: "its nonce is not the one that was sent", mend: "Do not use it; authorize again."),
        IDTokenStep(
            name: "time", sentence: "it is expired, or not valid yet, by the clock that it was checked with",
            mend: "Compare the clocks; authorize again where it is expired."),
    ]
}
