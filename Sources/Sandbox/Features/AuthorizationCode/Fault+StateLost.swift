internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var stateLost: Fault {
        var fault = Fault("state-lost", "callbacks come without the state that was sent")
        fault.areas = [.page]
        fault.after = { $0.changingCallback { $0.remove("state") } }
        return fault
    }
}
