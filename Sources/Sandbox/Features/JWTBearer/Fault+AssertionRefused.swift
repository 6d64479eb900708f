internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var assertionRefused: Fault {
        var fault = Fault("assertion-refused", "assertions get invalid_grant, whatever they say")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.jwtBearer.type }
        fault.call = { _, _ in
            throw Refusal.oauth("invalid_grant", "The assertion is invalid.", cause: "fault assertion-refused")
        }
        return fault
    }
}
