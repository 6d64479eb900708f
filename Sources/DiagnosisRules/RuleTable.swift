public import Diagnosis

/// Every rule. To add one, write its file in this folder and name it here.
public enum RuleTable {
    /// In the order in which equally sure verdicts are told: what comes first on a request's way first.
    public static let all: [Rule] = ofBrowsers + ofMessages + ofUnanswered

    /// What only a browser's own requests show: cookies, permissions, what became of a callback.
    public static let ofBrowsers: [Rule] = [
        .browserBlocked, .captivePortal, .corsBlocked, .callbackTwice, .cookieOverwritten, .cookieSecureHTTP,
        .cookieSameSite, .cookieRefused, .stateCookieLost, .sessionCookieLost, .loginLoop, .callbackElsewhere,
        .callbackFragment, .callbackFailed,
    ]

    /// What is left where nobody came back from an authorization.
    public static let ofUnanswered: [Rule] = [.callbackMissing, .authorizationPage]

    private static let ofMessages: [Rule] = [
        .tlsUntrusted, .tlsFailed, .proxyRefused, .unreachable, .clientBlocked, .rateLimited, .tokenEndpointRedirects,
        .notAnOAuthResponse, .requestBlocked, .clientIDMissing,
        .serverFailed, .metadataMalformed, .discoveryIssuer, .resourceMetadataMissing,

        .issuerMismatch, .parRequired, .requestURIExpired, .clientUnknown, .redirectURIPort, .redirectURIHost,
        .redirectURIUnregistered,
        .stateMismatch, .accessDenied, .scopeDelimiter, .scopeCase, .scopeUnregistered,
        .challengeMissing,

        .tokenRequestMalformed, .registrationRefused, .clientAssertionInvalid, .clientSecretLifetime,
        .clientSecretMissing, .clientAuthTwice, .secretReplaced,
        .secretWrong,
        .clientAuthMethod, .clientAuthEncoding,
        .codeEncoded, .codeOfAnotherClient, .redirectURIChanged, .verifierMissing, .verifierUnexpected,
        .verifierMismatch,
        .codeReused,
        .codeUnknown, .codeExpired,
        .assertionInvalid, .subjectTokenInvalid, .invalidTarget, .tokenOfAnotherClient, .refreshTokenRotated,
        .refreshTokenExpired, .refreshTokenDead,
        .scopeWiderThanGranted, .grantNotAllowed,
        .tokenType, .deviceRefused, .deviceCodeExpired, .cibaRefused, .noRefreshToken, .idTokenRejected,
        .tokenUnverified,

        .dpopRequired, .dpopProofInvalid, .challengeHeaderMissing, .idTokenClaims,
        .credentialMissing, .wrongCredential, .tokenRevoked, .tokenExpired, .clockSkew, .wrongAudience,
        .introspectionDisagrees, .consentNarrowed, .scopeInsufficient, .resourceForbidden, .tokenOpaque,
        .requestRefused,
    ]

    /// The rule of a stable name; nil where no rule has it.
    public static func rule(_ cause: String) -> Rule? { all.first { $0.cause == cause } }
}

extension Evidence {
    /// What all rules and the server's words say of the subject.
    public func conclusion() -> Conclusion { conclusion(RuleTable.all) }
}
