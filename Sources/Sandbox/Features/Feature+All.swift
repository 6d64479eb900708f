internal import SandboxCore

extension Feature {
    /// Everything that the sandbox can serve. Scopes, grants, client verifiers and migrations keep this order.
    static let all: [Feature] = [
        .provider,
        .serverMetadata,
        .signIn,
        .protectedResources,
        .tokenEndpoint,
        .tokenTargets,
        .authorizationCode,
        .refreshToken,
        .deviceAuthorization,
        .clientCredentials,
        .tokenExchange,
        .jwtBearer,
        .ciba,
        .password,
        .jwtAccessTokens,
        .clientSecretBasic,
        .clientSecretPost,
        .noClientAuthentication,
        .privateKeyJWT,
        .clientSecretJWT,
        .introspection,
        .revocation,
        .openIDConnect,
        .generations,
        .characters,
        .clientManagement,
    ]
}
