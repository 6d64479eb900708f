internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var targetRefused: Fault {
        var fault = Fault("target-refused", "token requests that name a resource or an audience get invalid_target")
        fault.endpoints = [.token]
        fault.applies = { call in RequestedTargets.parameters.contains { call.form.first($0) != nil } }
        fault.call = { _, _ in
            throw RequestedTargets.refusal("The target is not available.", cause: "fault target-refused")
        }
        return fault
    }
}
