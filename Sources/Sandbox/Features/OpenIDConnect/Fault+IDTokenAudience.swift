internal import SandboxCore

extension Fault {
    static var idTokenAudience: Fault {
        var fault = Fault("id-token-audience", "ID tokens are for another client")
        fault.idToken = { $0.aud = "client_of_somebody_else" }
        return fault
    }
}
