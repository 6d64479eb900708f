internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var basicRefused: Fault {
        var fault = Fault("basic-refused", "clients that authenticate by HTTP Basic are refused")
        fault.areas = [.token]
        fault.applies = { $0.headers["Authorization"]?.hasPrefix("Basic ") == true }
        fault.call = { _, _ in
            throw Refusal.oauth(
                "invalid_client", "The client is unknown or its secret is wrong.", status: 401,
                cause: "fault basic-refused")
        }
        return fault
    }
}
