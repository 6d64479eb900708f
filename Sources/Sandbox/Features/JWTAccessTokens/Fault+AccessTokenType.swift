internal import SandboxCore

extension Fault {
    static var accessTokenType: Fault {
        var fault = Fault("access-token-typ", "JWT access tokens come with the typ JWT in place of at+jwt")
        fault.tokens = { $0.jwtType = "JWT" }
        return fault
    }
}
