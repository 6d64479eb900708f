/// A way to go wrong that can be switched on.
///
/// To add one, write it in a file of its feature and name it in the feature's ``Feature/faults``.
package struct Fault: Sendable {
    /// The stable name, in lower case with hyphens, by which the operator switches the fault.
    package let name: String
    /// One line for the operator that says what goes wrong while the fault is on.
    package let summary: String
    /// The kinds of endpoints whose requests and replies it changes.
    package var areas: Set<Route.Area> = []
    /// The endpoints whose requests and replies it changes, beside those of ``areas``.
    package var endpoints: Set<EndpointName> = []
    /// Refuses a request, or keeps it waiting, before it is handled.
    package var before: (@Sendable () async throws -> Void)?
    /// Which requests ``call`` applies to.
    package var applies: @Sendable (Call) -> Bool = { _ in true }
    /// Changes a request before it is handled, or refuses it.
    package var call: (@Sendable (inout Call, Provider) async throws -> Void)?
    /// Changes the reply to a request that was refused.
    package var refused: (@Sendable (Reply) -> Reply)?
    /// Changes the reply to a request that was handled.
    package var after: (@Sendable (Reply) -> Reply)?
    /// Changes a code that is about to be redeemed.
    package var code: (@Sendable (inout AuthorizationCode) -> Void)?
    /// Changes the tokens that are about to be issued.
    package var tokens: (@Sendable (inout TokenIssue) -> Void)?
    /// Changes the claims of an ID token that is about to be signed.
    package var idToken: (@Sendable (inout IDTokenClaims) -> Void)?

    /// A fault that does nothing until its closures and its endpoints are set.
    package init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }

    /// Whether it is a fault of the endpoint that a route leads to.
    func concerns(_ route: Route) -> Bool { areas.contains(route.area) || endpoints.contains(route.endpoint) }
}
