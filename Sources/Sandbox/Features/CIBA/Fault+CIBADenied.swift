internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var cibaDenied: Fault {
        var fault = Fault(
            "ciba-denied", "polls for a user's decision are answered access_denied")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.ciba.type }
        fault.call = { _, _ in throw CIBARefusal.denied }
        return fault
    }
}
