internal import JSONKit
internal import SandboxCore

extension Fault {
    static var issuedTypeMissing: Fault {
        var fault = Fault("issued-token-type-missing", "exchanged tokens come without an issued_token_type")
        fault.areas = [.token]
        fault.after = { reply in reply.changingJSON { $0.setting("issued_token_type", to: nil) } }
        return fault
    }
}
