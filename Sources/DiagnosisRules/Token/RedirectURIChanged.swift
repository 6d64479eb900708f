internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let redirectURIChanged = Rule(
        "redirect-uri-changed", symptom: "the token endpoint refuses a code",
        proof: "the redirect_uri of the token request is not, byte for byte, that of the authorization request",
        references: ["RFC 6749 §4.1.3"]
    ) { subject in
        guard let redemption = subject.refusedRedemption else { return nil }
        guard let authorization = redemption.authorization else { return nil }
        let fix = Fix(
            "Send the redirect URI of the authorization as it is: the code is still good, unless the server burns codes "
                + "at a refusal.", [.exchange])
        switch (authorization.redirectURI, redemption.redirectURI) {
        case (let expected?, let found?):
            guard let difference = Difference("at authorize", expected, "at the token endpoint", found) else {
                return .ruledOut("the redirect URI is the one that was authorized, byte for byte")
            }
            return .found(
                subject.says(.redirectURI) || (subject.refusesTheGrant && isAlone(redemption, authorization, subject))
                    ? .proved : .likely,
                "The redirect URI is not the one that was authorized: \(difference.words).",
                [
                    EvidenceLine(
                        redemption.exchange.number, "redirect_uri differs from authorization \(authorization.id)",
                        difference: difference)
                ],
                fix: fix)
        case (let expected?, nil): return missing(expected, redemption, authorization, fix, subject)
        case (nil, let found?):
            return .found(
                .likely, "A redirect URI was sent, and the authorization request had none.",
                [
                    EvidenceLine(
                        redemption.exchange.number,
                        "has redirect_uri \(found); authorization \(authorization.id) has none")
                ],
                fix: fix)
        case (nil, nil): return .ruledOut("neither request names a redirect URI")
        }
    }

    /// OAuth 2.1 servers do not look at it, so that it proves nothing where the code may have ended otherwise.
    private static func isAlone(
        _ redemption: CodeRedemption, _ authorization: RecordedAuthorization, _ subject: Case
    ) -> Bool {
        subject.isFresh(redemption, authorization)
            && subject.fits(redemption, authorization, sending: authorization.redirectURI)
    }

    /// OAuth 2.1 does without it, so that its absence alone proves nothing where the server speaks of something else.
    private static func missing(
        _ expected: String, _ redemption: CodeRedemption, _ authorization: RecordedAuthorization, _ fix: Fix,
        _ subject: Case
    ) -> Finding {
        let isNamed =
            subject.says(.redirectURI)
            || (subject.serverError?.error == "invalid_request" && isAlone(redemption, authorization, subject))
        return .found(
            isNamed ? .proved : .likely, "The redirect URI of the authorization is missing in the token request.",
            [
                EvidenceLine(nil, "authorization \(authorization.id) was sent with redirect_uri \(expected)"),
                EvidenceLine(redemption.exchange.number, "has no redirect_uri; the answer is \(subject.answerPhrase)"),
            ], fix: fix)
    }
}
