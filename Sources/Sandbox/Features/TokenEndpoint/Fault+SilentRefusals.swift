internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var silentRefusals: Fault {
        var fault = Fault(
            "silent-refusals", "the token endpoint refuses with 403 and an empty body, whatever the cause")
        fault.areas = [.token]
        fault.refused = { _ in Reply(403) }
        return fault
    }
}
