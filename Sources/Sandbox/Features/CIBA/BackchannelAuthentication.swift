internal import GRDB
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

/// `POST /oauth/backchannel` (OpenID CIBA Core §7.1): a client says which user it means.
enum BackchannelAuthentication {
    /// The parameters that say who the user is, of which there is one.
    private static let hints = ["login_hint", "id_token_hint", "login_hint_token"]
    private static let longestMessage = 100

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let request = try ClientRequest(call, provider)
        let client = try await request.client()
        guard !client.isPublic else {
            throw Refusal.oauth("unauthorized_client", "A public client may not ask for a user's authentication.")
        }
        guard client.grants?.contains(ServedGrant.ciba.type) ?? true else {
            throw Refusal.oauth("unauthorized_client", "The client is not registered for this grant type.")
        }
        let form = request.form
        for name in ["request", "request_uri"] where form[name] != nil {
            throw Refusal.oauth("invalid_request", "The parameter \(name) is not supported.")
        }
        let scope = try scope(form, client, provider)
        let targets = try RequestedTargets(form.parameters, of: client, in: provider)
        let message = try bindingMessage(form)
        let lifetime = try lifetime(form, provider)
        let user = try await user(form, client, provider)
        try checkUserCode(form, user, provider)
        let id = provider.randomSecret("ciba_")
        let interval = provider.setting(.cibaInterval)
        let stored = AuthenticationRequest(
            id: id, handle: provider.randomID("ask_"), client: client, user: user, scope: scope,
            audience: targets.resources.map(\.id), bindingMessage: message,
            notificationToken: try notificationToken(form, client, provider), createdAt: provider.now,
            expiresAt: provider.now + lifetime * 1000, interval: interval * 1000)
        try await provider.store.write { try stored.insert(in: $0) }
        return .json([
            "auth_req_id": JSON(id), "expires_in": JSON(lifetime), "interval": JSON(interval),
            // What no standard has: where the user decides, in place of a message to a device.
            "approval_uri": JSON(provider.url("/oauth/approvals/\(stored.handle)")),
        ]).notStored
    }

    private static func scope(_ form: FormBody, _ client: Client, _ provider: Provider) throws(Refusal) -> Scope {
        guard let text = form["scope"] else {
            throw .oauth("invalid_request", "The parameter scope is missing; it must have openid in it.")
        }
        switch RequestedScope(text, of: client, provider.features) {
        case .refused(let reason): throw .oauth("invalid_scope", reason)
        case .taken(let scope):
            guard scope.contains("openid") else { throw .oauth("invalid_scope", "The scope must have openid in it.") }
            return scope
        }
    }

    private static func bindingMessage(_ form: FormBody) throws(Refusal) -> String? {
        guard let message = form["binding_message"] else { return nil }
        guard message.count <= longestMessage, PrintableText.safe(message) == message else {
            throw .oauth(
                "invalid_binding_message",
                "The binding_message must have at most \(longestMessage) characters, all of them printable.")
        }
        return message
    }

    private static func lifetime(_ form: FormBody, _ provider: Provider) throws(Refusal) -> Int64 {
        let usual = provider.setting(.cibaLifetime)
        guard let text = form["requested_expiry"] else { return usual }
        guard let seconds = Int64(text), seconds > 0 else {
            throw .oauth("invalid_request", "The requested_expiry is not a number of seconds above 0.")
        }
        return min(seconds, usual)
    }

    /// The token that a ping is sent with, for a client that is registered for pings.
    private static func notificationToken(
        _ form: FormBody, _ client: Client, _ provider: Provider
    ) throws(Refusal) -> String? {
        guard client.delivery == .ping, CIBADelivery.modes(of: provider).contains(.ping) else { return nil }
        guard let token = form["client_notification_token"] else {
            throw .oauth(
                "invalid_request", "The client is registered for pings, and client_notification_token is missing.")
        }
        guard token.utf8.count <= 1024, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .oauth("invalid_request", "The client_notification_token is not a bearer token (RFC 6750, 2.1).")
        }
        return token
    }

    private static func user(_ form: FormBody, _ client: Client, _ provider: Provider) async throws -> User {
        let given = hints.filter { form[$0] != nil }
        guard given.count == 1, let hint = given.first, let text = form[hint] else {
            throw Refusal.oauth(
                "invalid_request",
                given.isEmpty
                    ? "The request does not say which user is meant: send one of \(hints.joined(separator: ", "))."
                    : "The request has more than one hint: \(given.joined(separator: ", ")).")
        }
        let name: String
        switch hint {
        case "id_token_hint": name = try await subject(ofIDToken: text, client, provider)
        case "login_hint_token":
            name = try TrustedAssertion(text, named: hint, of: client, in: provider, hasAudience: false) { problem in
                .oauth(problem.hasSuffix("has expired.") ? "expired_login_hint_token" : "invalid_request", problem)
            }.subject
        default: name = text
        }
        guard let user = try await provider.store.read({ try User.find(named: name, in: $0) }) else {
            throw Refusal.oauth("unknown_user_id", "The \(hint) names no user of this server.")
        }
        return user
    }

    /// An ID token counts as a hint after its end too.
    private static func subject(
        ofIDToken text: String, _ client: Client, _ provider: Provider
    ) async throws -> String {
        let keys = try JSONWebKeySet(try await provider.keys.publicKeys())
        guard let jwt = try? JWTParts(reading: text), keys.key(of: jwt)?.verifies(jwt) == true,
            jwt.claims["iss"]?.string == provider.issuer, jwt.audiences.contains(client.id)
        else { throw Refusal.oauth("invalid_request", "The id_token_hint is not an ID token of this client.") }
        return jwt.claims["sub"]?.string ?? ""
    }

    private static func checkUserCode(_ form: FormBody, _ user: User, _ provider: Provider) throws(Refusal) {
        guard let code = form["user_code"] else {
            guard provider.setting(.cibaUserCode) == 0 else {
                throw .oauth("missing_user_code", "The user's code is needed: send user_code.")
            }
            return
        }
        guard PasswordHash.verifies(code, user.password) else {
            throw .oauth("invalid_user_code", "The user_code is wrong.")
        }
    }
}

extension Client {
    /// How it is told of a decision: `backchannel_token_delivery_mode`.
    var delivery: CIBADelivery {
        metadata["backchannel_token_delivery_mode"]?.string.flatMap(CIBADelivery.init(rawValue:)) ?? .poll
    }

    /// Where pings go.
    var notificationEndpoint: String? { metadata["backchannel_client_notification_endpoint"]?.string }
}
