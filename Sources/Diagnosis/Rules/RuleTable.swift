/// Every rule. To add one, write its file in this folder and name it here.
public enum RuleTable {
    /// In the order in which equally sure verdicts are told: what comes first on a request's way first.
    public static let all: [Rule] = [
        .tlsUntrusted, .tlsFailed, .proxyRefused, .unreachable, .clientBlocked, .rateLimited, .tokenEndpointRedirects,
        .notAnOAuthResponse, .requestBlocked, .clientIDMissing,
        .serverFailed, .metadataMalformed, .discoveryIssuer, .resourceMetadataMissing,

        .issuerMismatch, .parRequired, .requestURIExpired, .clientUnknown, .redirectURIPort, .redirectURIHost,
        .redirectURIUnregistered,
        .stateMismatch, .accessDenied, .scopeDelimiter, .scopeCase, .scopeUnregistered,
        .challengeMissing,

        .tokenRequestMalformed, .clientAssertionInvalid, .clientSecretLifetime, .clientAuthTwice, .secretReplaced,
        .secretWrong,
        .clientAuthMethod, .clientAuthEncoding,
        .codeEncoded, .codeOfAnotherClient, .redirectURIChanged, .verifierMissing, .verifierUnexpected,
        .verifierMismatch,
        .codeReused,
        .codeUnknown, .codeExpired,
        .assertionInvalid, .tokenOfAnotherClient, .refreshTokenRotated, .refreshTokenExpired, .refreshTokenDead,
        .scopeWiderThanGranted, .grantNotAllowed,
        .tokenType, .deviceRefused, .noRefreshToken, .idTokenRejected,
        .tokenUnverified,

        .dpopRequired, .dpopProofInvalid, .challengeHeaderMissing, .idTokenClaims,
        .credentialMissing, .wrongCredential, .tokenRevoked, .tokenExpired, .clockSkew, .wrongAudience,
        .introspectionDisagrees, .consentNarrowed, .scopeInsufficient, .resourceForbidden, .tokenOpaque,
        .requestRefused,
    ]

    public static func rule(_ cause: String) -> Rule? { all.first { $0.cause == cause } }
}
