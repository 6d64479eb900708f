internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var bodyCredentialsRefused: Fault {
        var fault = Fault("body-credentials-refused", "clients that send their secret in the body are refused")
        fault.areas = [.token]
        fault.applies = { $0.form.first("client_secret") != nil }
        fault.call = { _, _ in
            throw Refusal.oauth(
                "invalid_client", "The client is unknown or its secret is wrong.", status: 401,
                cause: "fault body-credentials-refused")
        }
        return fault
    }
}
