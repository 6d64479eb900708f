internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var deviceCodeExpired: Fault {
        var fault = Fault("device-code-expired", "polls of devices are answered expired_token")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.deviceCode.type }
        fault.call = { _, _ in throw DeviceRefusal.expired }
        return fault
    }
}
