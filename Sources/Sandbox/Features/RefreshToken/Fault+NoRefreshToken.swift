internal import SandboxCore

extension Fault {
    static var noRefreshToken: Fault {
        var fault = Fault("no-refresh-token", "tokens come without a refresh token")
        fault.tokens = { $0.refreshToken = nil }
        return fault
    }
}
