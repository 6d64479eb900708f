internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var grantRefused: Fault {
        var fault = Fault("grant-refused", "clients are not registered for the refresh grant")
        fault.areas = [.token]
        fault.applies = { $0.form.first("grant_type") == "refresh_token" }
        fault.call = { _, _ in
            throw Refusal.oauth(
                "unauthorized_client", "The client may not use this grant type.", cause: "fault grant-refused")
        }
        return fault
    }
}
