internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let cookieSecureHTTP = cookie(
        "cookie-secure-http", proof: "Secure in a Set-Cookie over plain http, and a request without that cookie",
        references: ["RFC 6265 §4.1.2.5"]
    ) { loss in
        guard case .secureOverHTTP = loss.reason else { return nil }
        let isSetPlain = loss.cookie.setter.scheme.lowercased() == "http"
        return CookieWords(
            isSetPlain
                ? "The cookie \(loss.shownName) is set with Secure over plain http: browsers do not keep it, and the login is lost."
                : "The cookie \(loss.shownName) is Secure, and the request goes by plain http: browsers do not send it there.",
            fix:
                "Serve these pages by https; behind a proxy that ends TLS, let the application know it (X-Forwarded-Proto). On "
                + "a machine of your own, leave Secure and SameSite=None out or use localhost.")
    }

    static let cookieSameSite = cookie(
        "cookie-samesite",
        proof: "SameSite of a Set-Cookie against the site, the method and the cookies of the callback",
        references: ["RFC 6265bis §5.6.7"]
    ) { loss in
        guard case .sameSite(let words) = loss.reason else { return nil }
        return CookieWords(
            "The cookie \(loss.shownName) of the login did not come with the cross-site \(loss.request.request.method): \(words).",
            fix:
                "Set this one cookie with SameSite=None; Secure (for a POST, as of response_mode=form_post), or with "
                + "SameSite=Lax and a callback by GET.")
    }

    static let cookieOverwritten = cookie(
        "cookie-overwritten", proof: "two Set-Cookie of one name, and which of them came back",
        references: ["RFC 6265 §8.5", "RFC 6265 §5.3"]
    ) { loss in
        guard case .overwritten(let other, let by) = loss.reason else { return nil }
        let how =
            switch by {
            case .otherPort:
                "\(other.setter.origin) sets a cookie of the same name on the same host name, and cookies know no ports"
            case .otherLogin: "a second login, in another tab, has set it again with its own state"
            case .otherRequest: "another request to the application has set it again"
            }
        let fix =
            switch by {
            case .otherPort:
                "Give the cookies different names, or the programs different host names (127.0.0.1 and localhost, or names in the "
                    + "hosts file)."
            case .otherLogin: "Keep the state of each login in a cookie of its own, named after the state."
            case .otherRequest:
                "Do not begin a new session while a login is under way; keep the state in a cookie of its own."
            }
        return CookieWords(
            "The cookie \(loss.shownName), which held this login, was overwritten: \(how).", fix: fix,
            evidence: [EvidenceLine(other.exchange.number, "sets \(other.name) again, which came back instead")])
    }

    static let cookieRefused = cookie(
        "cookie-refused", proof: "a Set-Cookie that browsers do not keep, and a request without that cookie",
        references: ["RFC 6265bis §4.1.3", "RFC 6265bis §5.7"]
    ) { loss in
        guard case .refused(let words) = loss.reason else { return nil }
        return CookieWords(
            "Browsers do not keep the cookie \(loss.shownName) of the login: \(words).",
            fix: "Set the cookie with the attributes that browsers ask for.")
    }

    static let stateCookieLost = cookie(
        "state-cookie-lost", at: .callback,
        proof: "a Set-Cookie as the login began, and a callback without that cookie", references: ["RFC 6749 §10.12"],
        words: lost)

    static let sessionCookieLost = cookie(
        "session-cookie-lost", at: .page,
        proof: "a Set-Cookie of the sign-in page, and a later request without that cookie",
        references: ["RFC 6265 §5.4"],
        words: lost)

    @Sendable private static func lost(_ loss: CookieLoss) -> CookieWords? {
        let fix =
            "Begin and end the login by one scheme and host name; let Path and Domain of the cookie cover the callback, and "
            + "let it live as long as a sign-in may take."
        switch loss.reason {
        case .elsewhere(let words):
            return CookieWords(
                "The cookie \(loss.shownName) of the login is not sent with this request: \(words).", fix: fix)
        case .unknown:
            return CookieWords(
                "The cookie \(loss.shownName), which was set as the login began, did not come with this request: the browser "
                    + "blocked or lost it, or another browser or profile came back.", fix: fix)
        default: return nil
        }
    }

    /// What the rules about lost cookies have in common: they differ in the reason.
    private static func cookie(
        _ cause: String, at place: EndpointKind? = nil, proof: String, references: [String],
        words: @escaping @Sendable (CookieLoss) -> CookieWords?
    ) -> Rule {
        Rule(
            cause, symptom: "an application or a sign-in page does not find the login that was begun", proof: proof,
            references: references, isAboutTheAnswer: true
        ) { subject in
            guard place == nil || subject.endpoint == place, let loss = subject.cookieLoss, let told = words(loss)
            else {
                return nil
            }
            let isTold = subject.says(.cookie) || subject.says(.state)
            return .found(
                isTold || loss.isCertain ? .likely : .possible, told.sentence,
                [EvidenceLine(loss.cookie.exchange.number, "sets \(PrintableText.safe(loss.cookie.shown, limit: 200))")]
                    + told.evidence
                    + [
                        EvidenceLine(
                            loss.request.number,
                            loss.request.sentCookies.contains { $0.name == loss.cookie.name }
                                ? "comes with the other value; the answer is \(subject.answerPhrase)"
                                : "comes without it; the answer is \(subject.answerPhrase)")
                    ],
                fix: Fix(told.fix), assumptions: ["the application keeps the login in this cookie"])
        }
    }
}

/// What a rule says of a lost cookie.
private struct CookieWords {
    let sentence: String
    let fix: String
    var evidence: [EvidenceLine] = []

    init(_ sentence: String, fix: String, evidence: [EvidenceLine] = []) {
        self.sentence = sentence
        self.fix = fix
        self.evidence = evidence
    }
}

extension CookieLoss {
    fileprivate var shownName: String { PrintableText.safe(cookie.name, limit: 80) }
}
