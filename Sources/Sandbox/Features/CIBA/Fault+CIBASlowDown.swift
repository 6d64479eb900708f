internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var cibaSlowDown: Fault {
        var fault = Fault(
            "ciba-slow-down", "polls for a user's decision are answered slow_down")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.ciba.type }
        fault.call = { _, _ in throw CIBARefusal.slowDown }
        return fault
    }
}
