internal import SandboxCore

extension Fault {
    static var targetIgnored: Fault {
        var fault = Fault("target-ignored", "tokens come for the sandbox's own API, whatever resource is asked for")
        fault.tokens = { $0.audience = [] }
        return fault
    }
}
