internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var deviceSlowDown: Fault {
        var fault = Fault("device-slow-down", "polls of devices are answered slow_down")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.deviceCode.type }
        fault.call = { _, _ in throw DeviceRefusal.slowDown }
        return fault
    }
}
