internal import GRDB
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

/// `POST /oauth/device_authorization` (RFC 8628 §3.1): gives a device its codes.
enum DeviceAuthorization {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let request = try ClientRequest(call, provider)
        let client = try await request.client()
        let scope: Scope
        switch RequestedScope(request.form["scope"], of: client, provider.features) {
        case .taken(let taken): scope = taken
        case .refused(let reason): throw Refusal.oauth("invalid_scope", reason)
        }
        let targets = try RequestedTargets(request.form.parameters, of: client, in: provider)
        let userCode = UserCode(randomBytes: provider.randomBytes)
        let deviceCode = provider.randomSecret("device_")
        let lifetime = provider.setting(.deviceLifetime)
        let interval = provider.setting(.deviceInterval)
        let stored = DeviceCode(
            hash: Secret.hash(deviceCode), userCodeHash: userCode.hash, clientID: client.id, scope: scope,
            audience: targets.resources.map(\.id), expiresAt: provider.now + lifetime * 1000,
            interval: interval * 1000)
        try await provider.store.write { try stored.insert(in: $0) }
        return .json([
            "device_code": JSON(deviceCode), "user_code": JSON(userCode.text),
            "verification_uri": JSON(provider.url("/oauth/device")),
            "verification_uri_complete": JSON(provider.url("/oauth/device?user_code=\(userCode.text)")),
            "expires_in": JSON(lifetime), "interval": JSON(interval),
        ]).notStored
    }
}
