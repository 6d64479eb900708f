internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var deviceDenied: Fault {
        var fault = Fault("device-denied", "polls of devices are answered access_denied")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.deviceCode.type }
        fault.call = { _, _ in throw DeviceRefusal.denied }
        return fault
    }
}
