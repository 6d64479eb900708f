internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session

/// What a dry run puts into the session in place of what only an answer brings.
enum DryStandIns {
    static let client: DryStandIn = { call, bench throws(Diagnostic) in
        let registration = ClientRegistration(
            id: "<client.id>", secret: "<client.secret>", authenticationMethod: "client_secret_post",
            redirectURIs: ["http://127.0.0.1:8765/callback"], scope: Scope(""), name: call.text(0))
        let provider = bench.selection.provider
        let client = try bench.store().save(registration, provider: provider, at: bench.environment.clock())
        try bench.select(client: client.id, of: provider)
    }

    static let code: DryStandIn = { _, bench throws(Diagnostic) in
        guard var authorization = try? bench.authorization() else { return }
        authorization.code = "<code>"
        authorization.callback = "<callback>"
        try bench.store().saveAnswer(authorization)
    }

    static let tokens: DryStandIn = { _, bench throws(Diagnostic) in
        let provider = bench.selection.provider
        let tokens = TokenSet(
            accessToken: "<access_token>", tokenType: "Bearer", refreshToken: "<refresh_token>", idToken: nil,
            scope: Scope(""), scopeIsStated: false, expiresIn: nil, receivedAt: bench.environment.clock(), extra: [:])
        let token = try bench.store().save(
            SessionToken(
                id: 0, provider: provider, client: bench.selection.clients[provider], authorization: nil, parent: nil,
                exchange: nil, grantType: "", tokens: tokens))
        try bench.select(token: token.id, of: provider)
    }

    /// A variable that holds its own name.
    static let variable: DryStandIn = { call, bench throws(Diagnostic) in
        let name = call.text(0) ?? ""
        _ = try bench.keep(name, JSON("<\(name)>"), isSecret: false)
    }
}
