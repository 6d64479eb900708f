internal import GRDB
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

extension ServedGrant {
    /// Another token for one that the client has (RFC 8693 §2).
    static let tokenExchange = ServedGrant(
        type: "urn:ietf:params:oauth:grant-type:token-exchange", clients: .confidential
    ) { call in
        let exchange = try await Exchange(call)
        return try await call.decide { try exchange.redeem(in: $0) }
    }
}

/// What an exchange may ask for.
private enum RequestedType {
    case accessToken, jwt, idToken

    /// - Throws: `invalid_request` for a type that the sandbox does not issue.
    init(_ identifier: String?) throws(Refusal) {
        switch identifier.map({ ($0, TokenTypeURI.short($0)) }) {
        case nil, (_, "access_token")?: self = .accessToken
        case (_, "jwt")?: self = .jwt
        case (_, "id_token")?: self = .idToken
        case (let other, _)?:
            throw .oauth(
                "invalid_request", "The requested_token_type \(other.prefix(100).asciiOnly) is not issued here.")
        }
    }

    var identifier: String {
        switch self {
        case .accessToken: TokenTypeURI.accessToken
        case .jwt: TokenTypeURI.jwt
        case .idToken: TokenTypeURI.idToken
        }
    }
}

private struct Exchange: Sendable {
    let call: TokenCall
    let requested: RequestedType
    let subject: PresentedToken
    let actor: PresentedToken?

    /// Actors that one token names at most (RFC 8693 §4.1).
    private static let mostActors = 8

    init(_ call: TokenCall) async throws {
        self.call = call
        let form = call.form
        requested = try RequestedType(form["requested_token_type"])
        let keys = try JSONWebKeySet(try await call.provider.keys.publicKeys())
        subject = PresentedToken(
            name: "subject_token", text: try form.required("subject_token"),
            type: try form.required("subject_token_type"), keys: keys)
        guard let text = form["actor_token"] else {
            guard form["actor_token_type"] == nil else {
                throw Refusal.oauth("invalid_request", "There is an actor_token_type without an actor_token.")
            }
            actor = nil
            return
        }
        actor = PresentedToken(
            name: "actor_token", text: text, type: try form.required("actor_token_type"), keys: keys)
    }

    func redeem(in db: Database) throws -> Redemption {
        let subject = try subject.party(for: call, in: db)
        let actor = try actor.map { try $0.party(for: call, in: db) }
        if let refusal = refusal(of: actor, for: subject) { return .refused(refusal) }
        let act = try act(of: actor, for: subject)
        let scope = try scope(of: subject)
        var authorization = try call.authorization(userID: subject.userID, subject: subject.subject)
        authorization.authTime = subject.authTime
        authorization.actor = act
        try authorization.insert(in: db)
        if requested == .idToken {
            guard subject.subject == nil else {
                return .refused(.oauth("invalid_request", "An ID token is about a user, and the subject is a client."))
            }
            return .answered { [authorization] in try await idTokenReply(authorization, call.provider) }
        }
        let issue = try call.issue(
            authorization, scope: scope, hasRefreshToken: false, endsBefore: subject.expiresAt,
            type: (requested.identifier, requested == .jwt), in: db)
        return .issued(issue, authorization)
    }

    /// Whether the subject lets somebody act for it (RFC 8693 §4.4).
    private func refusal(of actor: Party?, for subject: Party) -> Refusal? {
        guard let allowed = subject.mayAct?["sub"]?.string else { return nil }
        let acting = actor?.names ?? [call.client.id]
        guard !acting.contains(allowed) else { return nil }
        return .oauth(
            "invalid_request", "The may_act of the subject_token names another actor.",
            cause: "may_act is \(allowed.prefix(100).asciiOnly), acting is \(acting.joined(separator: " or "))")
    }

    /// The current actor, which holds those before it (RFC 8693 §4.1). Without an actor token the client takes the
    /// subject's place, and the actors before it stay.
    private func act(of actor: Party?, for subject: Party) throws -> JSON? {
        guard let actor else { return subject.act }
        let act = JSON(present: [("sub", JSON(actor.names.first ?? "")), ("act", subject.act)])
        guard depth(of: act) <= Exchange.mostActors else {
            throw Refusal.oauth("invalid_request", "The subject_token names \(Exchange.mostActors) actors already.")
        }
        return act
    }

    private func depth(of act: JSON) -> Int {
        var depth = 1
        var next = act["act"]
        while let inner = next, depth <= Exchange.mostActors {
            depth += 1
            next = inner["act"]
        }
        return depth
    }

    /// No more than the subject's token allows, and no more than the client is registered for.
    private func scope(of subject: Party) throws -> Scope {
        let possible = subject.scope.intersection(call.client.scope)
        guard let text = call.form["scope"] else {
            guard !possible.isEmpty else {
                throw Refusal.oauth("invalid_scope", "The client has none of the scopes of the subject_token.")
            }
            return possible
        }
        let asked = Scope(text)
        guard let excess = asked.subtracting(possible).tokens.first else { return asked }
        let reason =
            subject.scope.contains(excess) ? "is not registered for this client" : "goes beyond the subject_token"
        throw Refusal.oauth("invalid_scope", "The scope \(excess.prefix(60).asciiOnly) \(reason).")
    }
}

/// Who a presented token is about, and what it allows.
private struct Party: Sendable {
    var userID: String
    /// The client that it is about, where it is not about a user.
    var subject: String?
    var clientID: String?
    var scope: Scope
    var authTime: Int64
    /// Milliseconds since 1970.
    var expiresAt: Int64
    var act: JSON?
    var mayAct: JSON?

    /// Names under which it may act: its subject, then its client.
    var names: [String] { [subject ?? userID] + [clientID].compactMap(\.self) }
}

/// A token of the request with the type that it is said to be of.
private struct PresentedToken: Sendable {
    /// The parameter.
    let name: String
    let text: String
    let type: String
    /// The sandbox's own keys.
    let keys: JSONWebKeySet

    /// - Throws: `invalid_request` where it does not hold (RFC 8693 §2.2.2).
    func party(for call: TokenCall, in db: Database) throws -> Party {
        switch TokenTypeURI.short(type) {
        case "access_token": return try accessToken(call, in: db)
        case "refresh_token": return try refreshToken(call, in: db)
        case "id_token": return try idToken(call, in: db)
        case "jwt":
            if try AccessToken.find(text, in: db) != nil { return try accessToken(call, in: db) }
            return try assertion(call, in: db)
        default:
            throw Refusal.oauth(
                "invalid_request", "The \(name)_type \(type.prefix(100).asciiOnly) is not taken here.")
        }
    }

    private func invalid(_ cause: String) -> Refusal {
        .oauth(
            "invalid_request", "The \(name) is unknown, expired, revoked, or not of the type \(type.asciiOnly).",
            cause: cause)
    }

    private func accessToken(_ call: TokenCall, in db: Database) throws -> Party {
        guard let token = try AccessToken.find(text, in: db),
            let authorization = try Authorization.find(id: token.authorizationID, in: db)
        else {
            let isRefreshToken = try RefreshToken.find(text, in: db) != nil
            throw invalid(
                "the \(name) is \(isRefreshToken ? "a refresh token" : "not an access token that was issued here")")
        }
        guard token.revokedAt == nil, authorization.revokedAt == nil else { throw invalid("the \(name) is revoked") }
        guard token.expiresAt > call.now else { throw invalid("the \(name) has expired") }
        return party(authorization, token.scope, token.expiresAt)
    }

    private func refreshToken(_ call: TokenCall, in db: Database) throws -> Party {
        guard let token = try RefreshToken.find(text, in: db),
            let authorization = try Authorization.find(id: token.authorizationID, in: db)
        else { throw invalid("the \(name) is not a refresh token that was issued here") }
        guard authorization.clientID == call.client.id else { throw invalid("the \(name) is another client's") }
        guard token.rotatedAt == nil, authorization.revokedAt == nil else { throw invalid("the \(name) is revoked") }
        guard token.expiresAt > call.now else { throw invalid("the \(name) has expired") }
        return party(authorization, token.scope, token.expiresAt)
    }

    private func party(_ authorization: Authorization, _ scope: Scope, _ expiresAt: Int64) -> Party {
        Party(
            userID: authorization.userID, subject: authorization.subject, clientID: authorization.clientID,
            scope: scope, authTime: authorization.authTime, expiresAt: expiresAt, act: authorization.actor,
            mayAct: authorization.mayAct)
    }

    private func idToken(_ call: TokenCall, in db: Database) throws -> Party {
        guard let jwt = try? JWTParts(reading: text), keys.key(of: jwt)?.verifies(jwt) == true,
            jwt.claims["iss"]?.string == call.provider.issuer, jwt.claims["client_id"] == nil
        else { throw invalid("the \(name) is not an ID token that was issued here") }
        guard let end = jwt.claims["exp"]?.integer, end * 1000 > call.now else {
            throw invalid("the \(name) has expired")
        }
        guard let user = try User.find(id: jwt.claims["sub"]?.string ?? "", in: db) else {
            throw invalid("the sub of the \(name) is not a user")
        }
        return Party(
            userID: user.id, clientID: jwt.audiences.first, scope: call.client.scope,
            authTime: (jwt.claims["auth_time"]?.integer ?? 0) * 1000, expiresAt: end * 1000, act: jwt.claims["act"])
    }

    /// A JWT of a trusted issuer, or one that the client signs.
    private func assertion(_ call: TokenCall, in db: Database) throws -> Party {
        let assertion = try TrustedAssertion(text, named: name, of: call.client, in: call.provider) { problem in
            .oauth("invalid_request", problem)
        }
        if assertion.subject == call.client.id {
            return Party(
                userID: call.client.ownerID, subject: call.client.id, clientID: call.client.id,
                scope: call.client.scope, authTime: call.now, expiresAt: assertion.expiresAt)
        }
        guard let user = try User.find(named: assertion.subject, in: db) else {
            throw invalid("the sub of the \(name) is not a user")
        }
        return Party(
            userID: user.id, scope: call.client.scope, authTime: call.now, expiresAt: assertion.expiresAt)
    }
}

/// The response to an exchange that asked for an ID token alone (RFC 8693 §2.2.1).
private func idTokenReply(_ authorization: Authorization, _ provider: Provider) async throws -> Reply {
    let (token, lifetime) = try await IDToken.exchanged(authorization, by: provider)
    return .json([
        "access_token": JSON(token), "issued_token_type": JSON(TokenTypeURI.idToken), "token_type": "N_A",
        "expires_in": JSON(lifetime),
    ]).notStored
}
