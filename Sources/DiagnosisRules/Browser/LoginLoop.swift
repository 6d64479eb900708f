internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let loginLoop = Rule(
        "login-loop", symptom: "the application sends the user to sign in again as soon as the user comes back",
        proof: "three and more rounds of the same authorization request, each answered with a code",
        references: ["RFC 6265 §5.4"], isAboutTheAnswer: true
    ) { subject in
        guard [.callback, .authorization, .page].contains(subject.place), let loop = LoginLoop(subject.evidence) else {
            return nil
        }
        return .found(
            .likely,
            "The login goes in circles: the server sent a code \(loop.rounds) times, and each time the application began a new "
                + "login at once. The application does not keep or does not find the session that it makes at the callback.",
            [
                EvidenceLine(
                    loop.exchange,
                    "is the last of \(loop.rounds) callbacks to \(PrintableText.safe(loop.redirectURI, limit: 200))")
            ],
            fix: Fix(
                "Look at the session cookie that the callback sets (Secure, SameSite, Domain, Path, its size), whether the next "
                    + "request sends it, and whether every instance of the application knows the session."),
            alternatives: [
                Alternative("token-expired", "the application takes the new token as expired: its clock is wrong"),
                Alternative("scope-insufficient", "the application asks again, since it misses a scope or a role"),
            ])
    }
}
