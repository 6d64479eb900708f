internal import SandboxCore

extension Fault {
    static var accessTokenKey: Fault {
        var fault = Fault("access-token-signature", "JWT access tokens come with a signature of another key")
        fault.tokens = { $0.isForged = true }
        return fault
    }
}
