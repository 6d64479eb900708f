internal import Diagnosis
internal import OAuthCore
internal import TokenChecks

extension Rule {
    static let idTokenRejected = Rule(
        "id-token-rejected", symptom: "an ID token does not pass its checks",
        proof: "the failed step of OpenID Connect Core §3.1.3.7, with the claim against what was expected",
        references: ["OpenID Connect Core §3.1.3.7"]
    ) { subject in
        if let check = subject.refusedIDToken { return subject.refusal(of: check) }
        guard case .idToken(let name)? = subject.command?.problem ?? subject.problem.flatMap(CommandProblem.init(code:))
        else { return nil }
        let token = subject.token(subject.command?.token)
        let authorization = subject.authorization(token?.authorization) ?? subject.authorizationOfTokens
        let step = IDTokenStep.named(name)
        return .found(
            .proved, "The ID token is rejected: \(step.sentence).",
            [
                EvidenceLine(
                    token?.exchange, "brought the ID token of token \(token?.id ?? 0), which fails at \(step.name)")
            ],
            fix: Fix(step.fix, subject.newTokens(like: authorization)))
    }
}

extension Case {
    fileprivate func refusal(of check: TokenCheck) -> Finding {
        let step = IDTokenStep.named(check.name)
        return .found(
            .proved, "The ID token is rejected: \(step.sentence).",
            [
                EvidenceLine(
                    exchange?.number,
                    "brought an ID token that fails at \(check.name): \(check.detail) (\(check.section))")
            ], fix: Fix(step.fix, newTokens(like: authorizationOfTokens)))
    }
}

/// A step of the validation of an ID token, by the name that `token verify` gives it.
struct IDTokenStep: Sendable {
    let name: String
    let sentence: String
    let fix: String

    static func named(_ name: String) -> IDTokenStep {
        all.first { $0.name == name }
            ?? IDTokenStep(
                name: name, sentence: "its \(name) is not what it must be",
                fix: "Do not use the token; authorize again.")
    }

    private static let all = [
        IDTokenStep(
            name: "key",
            sentence:
                "no key of the server can have signed it: none has its kid, even after the keys were fetched again, or "
                + "the one that has it does not fit or cannot be read",
            fix:
                "See the key in `token verify`; authorize again; if the kid stays unknown, the token is of another server."
        ),
        IDTokenStep(
            name: "signature", sentence: "its signature does not verify",
            fix: "Do not use it: it was changed, or it is of another server."),
        IDTokenStep(
            name: "issuer", sentence: "its iss is not the provider's issuer, byte for byte",
            fix: "Use the issuer as the provider writes it; do not accept another."),
        IDTokenStep(
            name: "audience", sentence: "its aud does not name the client", fix: "Use the token of this client."),
        IDTokenStep(
            name: "nonce", sentence: "its nonce is not the one that was sent", fix: "Do not use it; authorize again."),
        IDTokenStep(
            name: "time", sentence: "it is expired, or not valid yet, by the clock that it was checked with",
            fix: "Compare the clocks; authorize again where it is expired."),
        IDTokenStep(
            name: "azp", sentence: "its azp names another client", fix: "Use the token of this client."),
        IDTokenStep(
            name: "algorithm", sentence: "its algorithm is none that the client is registered for",
            fix: "Do not use it; register the algorithm that the server signs with."),
        IDTokenStep(
            name: "subject", sentence: "it has no sub, which names the user",
            fix: "Do not use it: without sub nobody is signed in. Tell the server's operator."),
        IDTokenStep(
            name: "crit", sentence: "its header asks for something that is not understood (crit, b64)",
            fix: "Do not use it: who does not understand what is critical must refuse the token."),
        IDTokenStep(
            name: "type", sentence: "it is a token of another kind, by its typ or its events",
            fix: "Use the ID token of the response, not another token."),
        IDTokenStep(
            name: "auth_time", sentence: "the user had signed in earlier than max_age allows",
            fix: "Authorize again with prompt=login."),
        IDTokenStep(
            name: "iat", sentence: "it says that it was issued in the future",
            fix: "Compare the clocks; do not use it before they agree."),
        IDTokenStep(
            name: "at_hash", sentence: "its at_hash is not that of the access token",
            fix: "Do not use either: one of them was exchanged on the way."),
    ]
}
