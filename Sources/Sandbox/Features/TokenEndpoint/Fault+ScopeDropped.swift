internal import OAuthCore
internal import SandboxCore

extension Fault {
    static var scopeDropped: Fault {
        var fault = Fault("scope-dropped", "tokens come without the last scope that was granted")
        fault.tokens = { tokens in
            guard tokens.scope.tokens.count > 1 else { return }
            tokens.scope = Scope(tokens.scope.tokens.dropLast())
        }
        return fault
    }
}
