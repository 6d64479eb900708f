internal import GRDB
internal import OAuthCore
internal import SandboxCore

extension ServedGrant {
    /// Polls of a client that has asked for a user (OpenID CIBA Core §10.1): tokens once the user has allowed it.
    static let ciba = ServedGrant(type: "urn:openid:params:grant-type:ciba", clients: .confidential) { call in
        let poll = AuthenticationPoll(id: try call.form.required("auth_req_id"), call: call)
        return try await call.decide { try poll.redeem(in: $0) }
    }
}

private struct AuthenticationPoll: Sendable {
    let id: String
    let call: TokenCall

    /// Milliseconds by which a poll may come early, as the network does not take the same time for each.
    private static let leeway: Int64 = 500
    /// Milliseconds that are added to the interval of a client that polls too often (OpenID CIBA Core §11).
    private static let slowDown: Int64 = 5000

    func redeem(in db: Database) throws -> Redemption {
        guard var request = try AuthenticationRequest.find(id, in: db), request.clientID == call.client.id else {
            return .refused(invalid(cause: "the auth_req_id is unknown or was issued to another client"))
        }
        guard request.status != .used else { return .refused(invalid(cause: "the auth_req_id was used before")) }
        guard request.expiresAt > call.now else { return .refused(CIBARefusal.expired) }
        switch request.status {
        case .pending: return try waiting(&request, in: db)
        case .denied: return .refused(CIBARefusal.denied)
        case .allowed, .used: return try tokens(&request, in: db)
        }
    }

    private func waiting(_ request: inout AuthenticationRequest, in db: Database) throws -> Redemption {
        let isEarly = request.polledAt.map { call.now < $0 + request.interval - AuthenticationPoll.leeway } ?? false
        request.polledAt = call.now
        if isEarly { request.interval += AuthenticationPoll.slowDown }
        try request.update(in: db)
        return .refused(isEarly ? CIBARefusal.slowDown : CIBARefusal.pending)
    }

    private func tokens(_ request: inout AuthenticationRequest, in db: Database) throws -> Redemption {
        guard let id = request.authorizationID, let authorization = try Authorization.find(id: id, in: db),
            authorization.revokedAt == nil
        else { return .refused(invalid(cause: "the authorization is revoked")) }
        request.status = .used
        try request.update(in: db)
        return .issued(try call.issue(authorization, scope: request.granted, in: db), authorization)
    }

    private func invalid(cause: String) -> Refusal {
        .oauth(
            "invalid_grant", "The auth_req_id is invalid, used, or was issued to another client.", cause: cause)
    }
}

/// The answers to a poll that does not get tokens (OpenID CIBA Core §11).
enum CIBARefusal {
    static var pending: Refusal { .oauth("authorization_pending", "The user has not decided yet; poll again.") }
    static var slowDown: Refusal {
        .oauth("slow_down", "You poll too often; wait 5 seconds longer from now on.")
    }
    static var denied: Refusal { .oauth("access_denied", "The user did not allow it.") }
    static var expired: Refusal { .oauth("expired_token", "The auth_req_id has expired; ask again.") }
}
