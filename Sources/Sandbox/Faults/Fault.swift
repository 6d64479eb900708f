/// A way to go wrong that can be switched on.
///
/// To add one, write it in a file of its own and name it in ``Fault/all``.
struct Fault: Sendable {
    let name: String
    let summary: String
    /// Where ``before`` and ``after`` apply.
    var areas: Set<Route.Area> = []
    /// Refuses a request, or keeps it waiting, before it is handled.
    var before: (@Sendable () async throws -> Void)?
    /// Which requests ``call`` applies to.
    var applies: @Sendable (Call) -> Bool = { _ in true }
    /// Changes a request before it is handled, or refuses it.
    var call: (@Sendable (inout Call, Provider) async throws -> Void)?
    /// Changes the reply to a request that was refused.
    var refused: (@Sendable (Reply) -> Reply)?
    /// Changes the reply to a request that was handled.
    var after: (@Sendable (Reply) -> Reply)?
    /// Changes a code that is about to be redeemed.
    var code: (@Sendable (inout AuthorizationCode) -> Void)?
    /// Changes the tokens that are about to be issued.
    var tokens: (@Sendable (inout TokenIssue) -> Void)?
    /// Changes the claims of an ID token that is about to be signed.
    var idToken: (@Sendable (inout IDTokenClaims) -> Void)?

    init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }

    static let all: [Fault] = [
        audienceElsewhere,
        basicNotDecoded,
        basicRefused,
        bodyCredentialsRefused,
        clockSkew,
        codeExpired,
        discoverySlash,
        grantRefused,
        htmlError,
        htmlLogin,
        idTokenAudience,
        idTokenExpired,
        idTokenIssuer,
        idTokenNonce,
        idTokenSignature,
        issuerChanged,
        issuerMissing,
        keyUnknown,
        noRefreshToken,
        pkceOptional,
        portsFixed,
        rateLimited,
        refreshRefused,
        scopeDropped,
        serverError,
        silentRefusals,
        slow,
        stateLost,
        tokenLostResponse,
        tokenRedirect,
        tokenRefused,
        tokenTypeMissing,
        tokenTypeUnknown,
    ]
}
