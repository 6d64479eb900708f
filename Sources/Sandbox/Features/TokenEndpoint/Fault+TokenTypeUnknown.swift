internal import JSONKit
internal import SandboxCore

extension Fault {
    static var tokenTypeUnknown: Fault {
        var fault = Fault("token-type-unknown", "tokens come with a token_type that nobody knows")
        fault.areas = [.token]
        fault.after = { reply in
            reply.changingJSON { $0["access_token"] == nil ? $0 : $0.setting("token_type", to: "mac") }
        }
        return fault
    }
}
