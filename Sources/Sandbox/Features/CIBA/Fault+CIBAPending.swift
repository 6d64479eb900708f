internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var cibaPending: Fault {
        var fault = Fault(
            "ciba-pending", "polls for a user's decision are answered authorization_pending, whatever the user decides")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.ciba.type }
        fault.call = { _, _ in throw CIBARefusal.pending }
        return fault
    }
}
