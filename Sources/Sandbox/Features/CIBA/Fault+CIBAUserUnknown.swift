internal import SandboxCore

extension Fault {
    static var cibaUserUnknown: Fault {
        var fault = Fault("ciba-user-unknown", "requests for a user's authentication are answered unknown_user_id")
        fault.endpoints = [.backchannel]
        fault.call = { _, _ in
            throw Refusal.oauth(
                "unknown_user_id", "The hint names no user of this server.", cause: "fault ciba-user-unknown")
        }
        return fault
    }
}
