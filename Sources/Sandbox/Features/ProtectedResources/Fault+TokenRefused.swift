internal import SandboxCore

extension Fault {
    static var tokenRefused: Fault {
        var fault = Fault("token-refused", "API calls answer 401 to tokens that introspection calls active")
        fault.areas = [.api]
        fault.before = { throw BearerChallenge.invalidToken(cause: "fault token-refused") }
        return fault
    }
}
