internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var refreshRefused: Fault {
        var fault = Fault("refresh-refused", "refresh tokens count as expired")
        fault.areas = [.token]
        fault.applies = { $0.form.first("grant_type") == "refresh_token" }
        fault.call = { _, _ in
            throw Refusal.oauth(
                "invalid_grant", "The refresh token is invalid, expired, revoked, or was issued to another client.",
                cause: "fault refresh-refused")
        }
        return fault
    }
}
