/// A way to go wrong that can be switched on.
///
/// To add one, write it in a file of its feature and name it in the feature's ``Feature/faults``.
struct Fault: Sendable {
    let name: String
    let summary: String
    /// The kinds of endpoints whose requests and replies it changes.
    var areas: Set<Route.Area> = []
    /// The endpoints whose requests and replies it changes, beside those of ``areas``.
    var endpoints: Set<EndpointName> = []
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

    /// Whether it is a fault of the endpoint that a route leads to.
    func concerns(_ route: Route) -> Bool { areas.contains(route.area) || endpoints.contains(route.endpoint) }
}
