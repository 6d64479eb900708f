internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var issuerChanged: Fault {
        var fault = Fault("issuer-changed", "callbacks come with the iss of another server")
        fault.areas = [.page]
        fault.after = { $0.changingCallback { $0.set("iss", "https://elsewhere.example") } }
        return fault
    }
}
