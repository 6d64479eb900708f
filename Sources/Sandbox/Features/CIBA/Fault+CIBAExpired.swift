internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var cibaExpired: Fault {
        var fault = Fault(
            "ciba-expired", "polls for a user's decision are answered expired_token")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.ciba.type }
        fault.call = { _, _ in throw CIBARefusal.expired }
        return fault
    }
}
