internal import SandboxCore

extension Fault {
    static var idTokenExpired: Fault {
        var fault = Fault("id-token-expired", "ID tokens were issued a day ago, and have expired")
        fault.idToken = { claims in
            claims.iat -= 86_400
            claims.exp -= 86_400
        }
        return fault
    }
}
