internal import SandboxCore

extension Fault {
    static var idTokenIssuer: Fault {
        var fault = Fault("id-token-issuer", "ID tokens name the issuer with a slash at its end")
        fault.idToken = { $0.iss += "/" }
        return fault
    }
}
