internal import GRDB
internal import OAuthCore
internal import SandboxCore

extension ConsentSource {
    /// Devices that wait for a user, which the forms name by their user code.
    static let device = ConsentSource(name: "device") { text, provider in
        try await DeviceConsent.request(text, in: provider)
    }
}

/// What a user is asked for a device, and what the answer does: the device learns of it by its next poll.
enum DeviceConsent {
    static let path = "\(Provider.basePath)/oauth/device/confirm"

    /// - Throws: a ``Refusal`` with a page where no device waits for this code.
    static func request(_ entered: String, in provider: Provider) async throws -> ConsentRequest {
        let (userCode, client, scope) = try await waiting(entered, in: provider)
        let path = "\(path)?user_code=\(userCode.text)"
        return ConsentRequest(
            source: ConsentSource.device.name, text: userCode.text, client: client, scope: scope, path: path,
            pathAfterSignIn: path, note: "Go on only if your device shows the code \(userCode.text).",
            closing: "Either way you can go back to your device then.",
            allow: { scope, session in try await allow(scope, session, userCode, by: provider) },
            deny: { _ in try await deny(userCode, by: provider) })
    }

    private static func waiting(
        _ entered: String, in provider: Provider
    ) async throws -> (UserCode, Client, Scope) {
        let now = provider.now
        let throttle = Throttle(name: "device user codes", limit: 50, window: 30_000)
        if try await provider.store.read({ try throttle.wait(at: now, in: $0) }) != nil {
            throw Refusal(
                provider.pages.error(
                    429, title: "Too many wrong codes", message: "Wait half a minute, and enter the code again."),
                cause: "too many wrong user codes")
        }
        if let userCode = UserCode(entered: entered),
            let found = try await provider.store.read({ db -> (Client, Scope)? in
                guard let code = try DeviceCode.findPending(userCode, at: now, in: db),
                    let client = try Client.find(id: code.clientID, in: db)
                else { return nil }
                return (client, code.scope)
            })
        {
            return (userCode, found.0, found.1)
        }
        try await provider.store.write { try throttle.recordFailure(at: now, in: $0) }
        throw unknown(provider)
    }

    private static func unknown(_ provider: Provider) -> Refusal {
        Refusal(
            provider.pages.error(
                404, title: "This code is not valid",
                message: "No device waits for it: it was mistyped, has expired, or was used already. Look at your "
                    + "device, and enter its code again."),
            cause: "no device waits for this user code")
    }

    private static func allow(
        _ scope: Scope, _ session: BrowserSession, _ userCode: UserCode, by provider: Provider
    ) async throws -> Reply {
        let now = provider.now
        let id = provider.randomID("auth_")
        let isKept = try await provider.store.write { db in
            guard var code = try DeviceCode.findPending(userCode, at: now, in: db) else { return false }
            var authorization = Authorization(
                id: id, clientID: code.clientID, userID: session.user.id, nonce: nil, authTime: session.authTime,
                createdAt: now)
            authorization.audience = code.audience
            authorization.mayAct = try Client.find(id: code.clientID, in: db)?.mayAct
            try authorization.insert(in: db)
            code.status = .allowed
            code.authorizationID = id
            code.granted = scope
            try code.update(in: db)
            return true
        }
        guard isKept else { throw unknown(provider) }
        return DevicePage.done("Your device is connected", "You can go back to it, and close this page.", provider)
    }

    private static func deny(_ userCode: UserCode, by provider: Provider) async throws -> Reply {
        let now = provider.now
        try await provider.store.write { db in
            guard var code = try DeviceCode.findPending(userCode, at: now, in: db) else { return }
            code.status = .denied
            try code.update(in: db)
        }
        return DevicePage.done("You did not allow it", "The device gets nothing. You can close this page.", provider)
    }
}
