internal import SandboxCore

extension Fault {
    static var codeExpired: Fault {
        var fault = Fault("code-expired", "codes count as expired when they are redeemed")
        fault.code = { $0.expiresAt = 0 }
        return fault
    }
}
