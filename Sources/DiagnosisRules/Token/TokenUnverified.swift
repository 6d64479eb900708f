internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let tokenUnverified = Rule(
        "token-unverified", symptom: "a token can neither be verified nor refuted",
        proof: "the essential step of its verification that could not be checked",
        references: ["RFC 7515 §5.2", "OpenID Connect Core §3.1.3.7"]
    ) { subject in
        guard
            case .unverified(let name)? = subject.command?.problem
                ?? subject.problem.flatMap(CommandProblem.init(code:))
        else { return nil }
        let token = subject.token(subject.command?.token)
        let step = UnverifiedStep.named(name)
        return .found(
            .proved, "The token is neither verified nor refuted: \(step.sentence).",
            [
                EvidenceLine(token?.exchange, "brought token \(token?.id ?? 0)"),
                EvidenceLine(nil, "`\(subject.command?.line ?? "token verify")` could not check the step \(name)"),
            ], fix: Fix(step.fix))
    }
}

/// A step of a verification that could not be checked, by the name that `token verify` gives it.
private struct UnverifiedStep {
    let sentence: String
    let fix: String

    static func named(_ name: String) -> UnverifiedStep {
        all[name]
            ?? UnverifiedStep(
                sentence: "its \(name) could not be checked", fix: "Do not trust it before `token verify` passes.")
    }

    private static let all = [
        "key": UnverifiedStep(
            sentence: "the server's keys are not known, so that its signature was not checked",
            fix: "Set where the server publishes its keys, provider set jwks_uri=URL, or wait until it answers there."),
        "algorithm": UnverifiedStep(
            sentence: "it is signed with an algorithm that Keyway does not know",
            fix: "Do not trust it; ask the server's operator for another algorithm, or verify it elsewhere."),
        "issuer": UnverifiedStep(
            sentence: "the provider's issuer is not known, or is a template that no claim fills",
            fix: "Set it: provider set issuer=URL."),
        "audience": UnverifiedStep(
            sentence: "the resource that it is meant for is not known",
            fix: "Name it: token verify --access --audience NAME."),
        "signature": UnverifiedStep(
            sentence: "it is signed with a secret that only the server and its resources have",
            fix: "Ask the server about it: introspect."),
        "encryption": UnverifiedStep(
            sentence: "it is encrypted (a JWE), so that only the holder of the key can read it",
            fix: "See with `token inspect` who can open it; ask the server about it: introspect."),
    ]
}
