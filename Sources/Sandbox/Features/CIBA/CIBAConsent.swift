internal import GRDB
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

extension ConsentSource {
    /// Requests that wait for a user's approval, which the forms name by their handle.
    static let ciba = ConsentSource(name: "ciba") { text, provider in
        try await CIBAConsent.request(text, in: provider)
    }
}

/// What a user is asked for a client that has no browser, and what the answer does.
enum CIBAConsent {
    /// - Throws: a ``Refusal`` with a page where no request waits under this handle.
    static func request(_ handle: String, in provider: Provider) async throws -> ConsentRequest {
        let now = provider.now
        let found = try await provider.store.read { db -> (AuthenticationRequest, Client, User)? in
            guard let request = try AuthenticationRequest.findPending(handle, at: now, in: db),
                let client = try Client.find(id: request.clientID, in: db),
                let user = try User.find(id: request.userID, in: db)
            else { return nil }
            return (request, client, user)
        }
        guard let (request, client, user) = found else { throw gone(provider) }
        let path = "\(ApprovalPage.path)/\(request.handle)"
        let message = request.bindingMessage.map {
            " Go on only if the device of the request shows \u{201C}\($0)\u{201D}."
        }
        return ConsentRequest(
            source: ConsentSource.ciba.name, text: request.handle, client: client, scope: request.scope, path: path,
            pathAfterSignIn: path, loginHint: user.name, note: "\(client.name) asks for \(user.name).\(message ?? "")",
            closing: "Either way you can close this page then.",
            allow: { scope, session in try await decide(scope, session, request, client, by: provider) },
            deny: { session in try await decide(nil, session, request, client, by: provider) })
    }

    private static func gone(_ provider: Provider) -> Refusal {
        Refusal(
            provider.pages.error(
                404, title: "Nobody waits for this", message: "The request has expired, or was decided already."),
            cause: "no authentication request waits under this handle")
    }

    /// - Parameter scope: what the user allows; nil for nothing.
    private static func decide(
        _ scope: Scope?, _ session: BrowserSession, _ asked: AuthenticationRequest, _ client: Client,
        by provider: Provider
    ) async throws -> Reply {
        guard session.user.id == asked.userID else {
            throw Refusal(
                provider.pages.error(
                    403, title: "This is for somebody else",
                    message: "You are signed in as \(session.user.name). Sign in as the user whom the request is about."
                ),
                cause: "\(session.user.name) is not the user of the authentication request")
        }
        let now = provider.now
        let id = provider.randomID("auth_")
        let isKept = try await provider.store.write { db in
            guard var request = try AuthenticationRequest.findPending(asked.handle, at: now, in: db) else {
                return false
            }
            if let scope {
                var authorization = Authorization(
                    id: id, clientID: request.clientID, userID: request.userID, nonce: nil,
                    authTime: session.authTime, createdAt: now)
                authorization.audience = request.audience
                authorization.mayAct = client.mayAct
                try authorization.insert(in: db)
                request.authorizationID = id
                request.granted = scope
            }
            request.status = scope == nil ? .denied : .allowed
            try request.update(in: db)
            return true
        }
        guard isKept else { throw gone(provider) }
        if let ping = CIBAPing(of: asked, client, provider) { Task { await ping.send() } }
        return scope == nil
            ? DevicePage.done("You did not allow it", "The client gets nothing. You can close this page.", provider)
            : DevicePage.done("You allowed it", "The client goes on by itself. You can close this page.", provider)
    }
}

/// `/oauth/approvals`: what waits for users, in place of a message to their devices.
enum ApprovalPage {
    static let path = "\(Provider.basePath)/oauth/approvals"

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let now = provider.now
        let waiting = try await provider.store.read { try AuthenticationRequest.pending(at: now, in: $0) }
        let rows = waiting.map { entry in
            var row = ["path": "\(path)/\(entry.request.handle)", "client": entry.client, "user": entry.user]
            row["message"] = entry.request.bindingMessage
            return row
        }
        var values: [String: Any] = ["title": "Requests that wait", "requests": rows]
        if rows.isEmpty { values["none"] = true }
        return provider.pages.page("approvals", values)
    }

    /// Sign-in or consent for one request.
    static func confirm(_ call: Call, _ provider: Provider) async throws -> Reply {
        try await CIBAConsent.request(call.parameter("request"), in: provider).page(for: call, in: provider)
    }
}
