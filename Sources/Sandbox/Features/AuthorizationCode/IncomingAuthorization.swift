internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

/// An authorization request that was found good (RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core §3.1.2.1).
struct IncomingAuthorization: Sendable {
    static let prompts = ["none", "login", "consent", "select_account"]

    /// The ids of the resources that tokens are asked for; empty for the sandbox's own API.
    var audience: [String]
    var parameters: FormParameters
    var client: Client
    var redirect: AuthorizationRedirect
    /// As the request named it, which is what the code is bound to.
    var namedRedirectURI: String?
    var scope: Scope
    var challenge: String
    var nonce: String?
    var prompts: [String]
    /// Milliseconds.
    var maxAge: Int64?
    var loginHint: String?

    /// The request as a query again.
    var query: String { parameters.encoded }

    /// The request as it goes on when the user has just signed in.
    var queryAfterSignIn: String {
        var parameters = parameters
        let rest = prompts.filter { $0 != "login" && $0 != "select_account" }
        parameters.set("prompt", rest.isEmpty ? nil : rest.joined(separator: " "))
        parameters.remove("max_age")
        return parameters.encoded
    }

    func needsSignIn(_ session: BrowserSession, at now: Int64) -> Bool {
        if prompts.contains("login") || prompts.contains("select_account") { return true }
        guard let maxAge else { return false }
        return now - session.authTime >= maxAge
    }
}

/// How a client is answered by way of the user's browser.
struct AuthorizationRedirect: Sendable {
    var uri: RedirectURI
    var state: String?
    var issuer: String

    /// With state, and with the issuer against mix-up (RFC 9207).
    func reply(_ parameters: [(String, String)]) -> Reply {
        var parameters = FormParameters(parameters)
        if let state { parameters.add("state", state) }
        parameters.add("iss", issuer)
        return .seeOther(parameters.added(to: uri.text))
    }

    /// RFC 6749 §4.1.2.1.
    func refusal(_ error: String, _ description: String) -> Refusal {
        Refusal(
            reply([("error", error), ("error_description", description)]), cause: "\(error): \(description)")
    }
}
