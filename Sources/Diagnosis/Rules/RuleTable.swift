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
