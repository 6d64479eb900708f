internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var issuerMissing: Fault {
        var fault = Fault("issuer-missing", "callbacks come without the iss that the metadata promises")
        fault.areas = [.page]
        fault.after = { $0.changingCallback { $0.remove("iss") } }
        return fault
    }
}
