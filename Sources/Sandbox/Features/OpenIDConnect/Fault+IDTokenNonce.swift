internal import SandboxCore

extension Fault {
    static var idTokenNonce: Fault {
        var fault = Fault("id-token-nonce", "ID tokens bring the nonce of another authorization")
        fault.idToken = { $0.nonce = "nonce-of-another-authorization" }
        return fault
    }
}
