internal import GRDB
internal import JSONKit
internal import SandboxCore

extension Feature {
    /// Authorization of devices without a browser: the user enters a short code on another device.
    static var deviceAuthorization: Feature {
        var feature = Feature(
            "device-authorization", "Authorizes devices without a browser by a code that the user enters.",
            reference: "RFC 8628")
        feature.routes = [
            Route("POST", "/oauth/device_authorization", .token, .deviceAuthorization, DeviceAuthorization.respond),
            Route("GET", "/oauth/device", .page, .device, DevicePage.respond),
            Route("POST", "/oauth/device", .page, .device, DevicePage.respondToForm),
            Route("GET", "/oauth/device/confirm", .page, .device, DevicePage.confirm),
        ]
        feature.grants = [.deviceCode]
        feature.consentSources = [.device]
        feature.metadata = { provider in
            [
                MetadataMember("device_authorization_endpoint", JSON(provider.url("/oauth/device_authorization")))
            ]
        }
        feature.faults = [.deviceCodeExpired, .deviceDenied, .devicePending, .deviceSlowDown]
        feature.pages = [
            PageTemplate("device", PackageResources.device_mustache),
            PageTemplate("device-done", PackageResources.device_done_mustache),
        ]
        feature.settings = [.deviceInterval, .deviceLifetime]
        feature.migrations = [
            Migration(1, "device codes", sql: DeviceCode.table),
            Migration(2, "targets", sql: "ALTER TABLE device_codes ADD COLUMN audience TEXT NOT NULL DEFAULT '[]'"),
        ]
        feature.housekeeping = { past, db in try db.run("DELETE FROM device_codes WHERE expires_at < ?", [past]) }
        return feature
    }
}

extension EndpointName {
    static let deviceAuthorization: EndpointName = "device-authorization"
    static let device: EndpointName = "device"
}

extension FeatureSetting {
    static let deviceInterval = FeatureSetting(
        "device-authorization.interval", "seconds that a device waits between two polls", standard: 5, 0...3600)
    static let deviceLifetime = FeatureSetting(
        "device-authorization.lifetime", "seconds that a device code is valid", standard: 600, 1...86_400)
}
