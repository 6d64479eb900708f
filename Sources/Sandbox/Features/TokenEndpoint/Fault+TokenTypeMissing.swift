internal import JSONKit
internal import SandboxCore

extension Fault {
    static var tokenTypeMissing: Fault {
        var fault = Fault("token-type-missing", "tokens come without a token_type")
        fault.areas = [.token]
        fault.after = { reply in
            reply.changingJSON { $0["access_token"] == nil ? $0 : $0.setting("token_type", to: nil) }
        }
        return fault
    }
}
