internal import Encodings
internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

/// The browser that a page is for, known by its cookie.
struct Browser: Sendable {
    let cookie: String
    private let isNew: Bool

    private init(cookie: String, isNew: Bool) {
        self.cookie = cookie
        self.isNew = isNew
    }

    /// The browser of a call, or a new one.
    init(_ call: Call, _ provider: Provider) {
        if let cookie = call.cookie(Browser.cookieName(provider)), Base64URL.decode(cookie)?.count == 32 {
            self.init(cookie: cookie, isNew: false)
        } else {
            self.init(newOf: provider)
        }
    }

    /// A browser whose cookie nobody has seen before: what was known before a sign-in is worth nothing after it.
    init(newOf provider: Provider) {
        self.init(cookie: Base64URL.encode(provider.randomBytes(32)), isNew: true)
    }

    /// What a form must bring back: only a page of ours, shown to this browser, can know it.
    var formToken: String { Secret.hash("form \(cookie)") }

    func owns(_ form: FormParameters) -> Bool { ConstantTime.equal(form.first("form_token") ?? "", formToken) }

    func session(in provider: Provider) async throws -> BrowserSession? {
        guard !isNew else { return nil }
        let cookie = cookie
        let now = provider.now
        return try await provider.store.read { try BrowserSession.find(cookie: cookie, at: now, in: $0) }
    }

    /// The reply with the cookie where the browser does not have it yet.
    func remembered(_ reply: Reply, _ provider: Provider) -> Reply {
        guard isNew else { return reply }
        var reply = reply
        let secure = provider.issuer.hasPrefix("https:") ? "; Secure" : ""
        reply.headers.add(
            "Set-Cookie",
            "\(Browser.cookieName(provider))=\(cookie); Path=\(Provider.basePath)/oauth; HttpOnly; SameSite=Lax\(secure)"
        )
        return reply
    }

    /// Browsers give a cookie to every port of a host, so each sandbox names its own.
    private static func cookieName(_ provider: Provider) -> String {
        "keyway_\(Secret.hash(provider.issuer).prefix(8))"
    }
}
