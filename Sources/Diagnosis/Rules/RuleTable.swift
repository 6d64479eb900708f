/// Every rule. To add one, write its file in this folder and name it here.
public enum RuleTable {
    /// In the order in which equally sure verdicts are told: what comes first on a request's way first.
    public static let all: [Rule] = [
        .tlsUntrusted, .tlsFailed, .proxyRefused, .unreachable, .rateLimited, .tokenEndpointRedirects,
        .notAnOAuthResponse,
        .serverFailed, .discoveryIssuer,

        .clientUnknown, .redirectURIPort, .redirectURIHost, .redirectURIUnregistered,
        .stateMismatch, .issuerMismatch, .accessDenied, .scopeDelimiter, .scopeCase, .scopeUnregistered,
        .challengeMissing,

        .tokenRequestMalformed, .clientAssertionRejected, .clientAuthTwice, .secretReplaced, .secretWrong,
        .clientAuthMethod, .clientAuthEncoding,
        .codeOfAnotherClient, .redirectURIChanged, .verifierMissing, .verifierUnexpected, .verifierMismatch,
        .codeReused,
        .codeUnknown, .codeExpired,
        .tokenOfAnotherClient, .refreshTokenRotated, .refreshTokenDead, .scopeWiderThanGranted, .grantNotAllowed,
        .tokenType, .deviceRefused, .noRefreshToken, .idTokenRejected,

        .credentialMissing, .wrongCredential, .tokenRevoked, .tokenExpired, .clockSkew, .wrongAudience,
        .introspectionDisagrees, .consentNarrowed, .scopeInsufficient, .resourceForbidden, .tokenOpaque,
        .requestRefused,
    ]

    public static func rule(_ cause: String) -> Rule? { all.first { $0.cause == cause } }
}

extension Evidence {
    /// What the rules say of the subject.
    public func conclusion(_ rules: [Rule] = RuleTable.all) -> Conclusion {
        let subject = Case(self)
        guard !subject.isSuccess else { return Conclusion(verdicts: [], ruledOut: [], isSuccess: true) }
        var verdicts: [Verdict] = []
        var ruledOut: [Conclusion.RuledOut] = []
        for rule in rules {
            switch rule.examine(subject) {
            case nil: continue
            case .ruledOut(let reason)?: ruledOut.append(.init(cause: rule.cause, reason: reason))
            case .found(let confidence, let sentence, let evidence, let fix, let alternatives)?:
                let isUnsure = subject.mayBeOfAnother || subject.isByPlaceOnly
                let isCapped = confidence == .proved && isUnsure && !rule.isAboutTheAnswer
                verdicts.append(
                    Verdict(
                        cause: rule.cause, confidence: isCapped ? .likely : confidence, sentence: sentence,
                        evidence: evidence,
                        alternatives: alternatives, fix: fix, references: rule.references))
            }
        }
        return Conclusion(verdicts: Evidence.ranked(verdicts), ruledOut: ruledOut, isSuccess: false)
    }

    /// The surest first; the order of the table among the equally sure. What is only possible is not told beside what is
    /// proved.
    private static func ranked(_ verdicts: [Verdict]) -> [Verdict] {
        let sorted = verdicts.enumerated().sorted { one, other in
            (one.element.confidence, one.offset) < (other.element.confidence, other.offset)
        }.map(\.element)
        guard sorted.first?.confidence == .proved else { return sorted }
        return sorted.filter { $0.confidence != .possible }
    }
}
