internal import GRDB
internal import OAuthCore
internal import SandboxCore

extension ServedGrant {
    /// Polls of a device (RFC 8628 §3.4): tokens once the user has allowed it.
    static let deviceCode = ServedGrant(type: "urn:ietf:params:oauth:grant-type:device_code") { call in
        let poll = DevicePoll(deviceCode: try call.form.required("device_code"), call: call)
        return try await call.decide { try poll.redeem(in: $0) }
    }
}

private struct DevicePoll: Sendable {
    let deviceCode: String
    let call: TokenCall

    /// Milliseconds by which a poll may come early, as the network does not take the same time for each.
    private static let leeway: Int64 = 500
    /// Milliseconds that are added to the interval of a device that polls too often (RFC 8628 §3.5).
    private static let slowDown: Int64 = 5000

    func redeem(in db: Database) throws -> Redemption {
        guard var code = try DeviceCode.find(deviceCode, in: db), code.clientID == call.client.id else {
            return .refused(invalid(cause: "the device code is unknown or was issued to another client"))
        }
        guard code.status != .used else { return .refused(invalid(cause: "the device code was used before")) }
        guard code.expiresAt > call.now else { return .refused(DeviceRefusal.expired) }
        switch code.status {
        case .pending: return try waiting(&code, in: db)
        case .denied: return .refused(DeviceRefusal.denied)
        case .allowed, .used: return try tokens(&code, in: db)
        }
    }

    private func waiting(_ code: inout DeviceCode, in db: Database) throws -> Redemption {
        let isEarly = code.polledAt.map { call.now < $0 + code.interval - DevicePoll.leeway } ?? false
        code.polledAt = call.now
        if isEarly { code.interval += DevicePoll.slowDown }
        try code.update(in: db)
        return .refused(isEarly ? DeviceRefusal.slowDown : DeviceRefusal.pending)
    }

    private func tokens(_ code: inout DeviceCode, in db: Database) throws -> Redemption {
        guard let id = code.authorizationID, let authorization = try Authorization.find(id: id, in: db),
            authorization.revokedAt == nil
        else { return .refused(invalid(cause: "the authorization is revoked")) }
        code.status = .used
        try code.update(in: db)
        return .issued(try call.issue(authorization, scope: code.granted, in: db), authorization)
    }

    private func invalid(cause: String) -> Refusal {
        .oauth(
            "invalid_grant", "The device code is invalid, used, or was issued to another client.", cause: cause)
    }
}

/// The answers to a poll that does not get tokens (RFC 8628 §3.5).
enum DeviceRefusal {
    static var pending: Refusal { .oauth("authorization_pending", "The user has not decided yet; poll again.") }
    static var slowDown: Refusal {
        .oauth("slow_down", "You poll too often; wait 5 seconds longer from now on.")
    }
    static var denied: Refusal { .oauth("access_denied", "The user did not allow it.") }
    static var expired: Refusal { .oauth("expired_token", "The device code has expired; start again.") }
}
