package import Diagnostics
internal import HTTPMessage
package import OAuthCore
internal import Providers
internal import Session
internal import Workbench

extension Workbench {
    /// What the newest token response does otherwise than RFC 6749 §5.1 says, where clients that go by it stumble.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func tokenDeviations() async throws(Diagnostic) -> [OAuthWarning] {
        guard openedStore, let token = try tokenIfAny(), let number = token.exchange,
            let response = try store().exchange(number)?.exchange.response
        else { return [] }
        let dialect = try await provider(named: token.provider).tokenDialect
        let read = try? TokenResponse.process(
            response, requested: token.tokens.scope, receivedAt: token.tokens.receivedAt, dialect: dialect)
        return read?.warnings.filter { !Self.harmless.contains($0.code) } ?? []
    }

    /// What clients do not stumble over.
    private static let harmless: Set<String> = [
        "cache-control", "expires-in-missing", "status", "token-type-spelling", "empty-member", "scope-empty",
    ]
}
