internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var devicePending: Fault {
        var fault = Fault(
            "device-pending", "polls of devices are answered authorization_pending, whatever the user decides")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.deviceCode.type }
        fault.call = { _, _ in throw DeviceRefusal.pending }
        return fault
    }
}
