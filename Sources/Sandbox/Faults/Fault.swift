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
    /// Changes the reply to a request that was handled.
    var after: (@Sendable (Reply) -> Reply)?
    /// Changes a code that is about to be redeemed.
    var code: (@Sendable (inout AuthorizationCode) -> Void)?
    /// Changes the tokens that are about to be issued.
    var tokens: (@Sendable (inout TokenIssue) -> Void)?

    init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }

    static let all: [Fault] = [
        codeExpired,
        htmlError,
        noRefreshToken,
        rateLimited,
        scopeDropped,
        serverError,
        slow,
        tokenLostResponse,
    ]
}
