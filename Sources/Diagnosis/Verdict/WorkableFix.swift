internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Case {
    /// A fix as it can be run: without its steps where what was recorded shows that they cannot work.
    ///
    /// - Parameter mayPassLater: whether the cause may be over by itself, so that the same request may pass.
    func workable(_ fix: Fix, mayPassLater: Bool) -> Fix {
        guard !mayPassLater, let objection = objection(to: fix.steps) else { return fix }
        var fix = fix
        fix.steps = []
        fix.objection = objection
        return fix
    }

    /// Why steps cannot work; nil where nothing that was recorded speaks against them.
    private func objection(to steps: [FixStep]) -> String? {
        var renewed = Renewed()
        for step in steps {
            if let objection = objection(to: step, after: renewed) { return objection }
            renewed.take(step)
        }
        return nil
    }

    /// What earlier steps have put in the place of what the subject was sent with.
    private struct Renewed {
        var hasCode = false
        var hasToken = false
        var hasClient = false
        var hasServer = false

        var isNothing: Bool { !hasCode && !hasToken && !hasClient && !hasServer }

        mutating func take(_ step: FixStep) {
            switch step.action {
            case .authorize: hasCode = true
            case .exchange: (hasCode, hasToken) = (false, true)
            case .refresh: hasToken = true
            case .createClient, .resetSecret, .listClients: hasClient = true
            case .discoverMetadata, .setMetadata, .useIssuer: hasServer = true
            case .introspect, .revoke, .userinfo, .call: break
            }
        }
    }

    private func objection(to step: FixStep, after renewed: Renewed) -> String? {
        switch step.action {
        case .exchange where !renewed.hasCode: objectionToExchange(step, renewed)
        case .refresh(let scope) where !renewed.hasToken: objectionToRefresh(step, scope, renewed)
        case .call(let call) where renewed.isNothing && !step.bypassesProxy: objection(to: call)
        case .userinfo where renewed.isNothing && !step.bypassesProxy:
            sendsTokenOfSession ? Case.sameRequest : nil
        case .authorize(let change): objection(to: change)
        case .setMetadata(let name, let value):
            server[name]?.string == value ? "the provider has this \(name) already" : nil
        case .useIssuer(let issuer): server.issuer == issuer ? "this issuer is the provider's already" : nil
        default: nil
        }
    }

    private static let sameRequest = "it would send the request that was refused once more, unchanged"

    /// The code that `exchange` redeems is the newest one.
    private func objectionToExchange(_ step: FixStep, _ renewed: Renewed) -> String? {
        guard let authorization = evidence.authorizations.last(where: { $0.code != nil }), let code = authorization.code
        else { return "no code is there that could be redeemed" }
        let spent = evidence.exchanges.first { other in
            other.endpoint(at: evidence.provider) == .token && other.sentParameter("code") == code
                && other.broughtTokens
        }
        if let spent { return "the code was redeemed already, in exchange \(spent.number)" }
        guard let redemption, redemption.code == code, redemption.redirectURI == authorization.redirectURI,
            redemption.verifier == authorization.verifier, sentClient?.id == authorization.clientID,
            isPlainTokenRequest(["grant_type", "code", "redirect_uri", "code_verifier"]), sendsSameClient(step, renewed)
        else { return nil }
        return Case.sameRequest
    }

    /// The refresh token that `refresh` sends is that of the newest tokens.
    private func objectionToRefresh(_ step: FixStep, _ scope: Scope?, _ renewed: Renewed) -> String? {
        guard let token = evidence.tokens.last(where: { $0.tokens.refreshToken != nil }) else {
            return "no refresh token is there"
        }
        guard let exchange, grantType == "refresh_token",
            exchange.form.first("refresh_token") == token.tokens.refreshToken,
            exchange.form.first("scope").map({ Scope($0) }) == scope,
            sentClient?.id == nil || token.clientID == nil || sentClient?.id == token.clientID,
            isPlainTokenRequest(["grant_type", "refresh_token", "scope"]), sendsSameClient(step, renewed)
        else { return nil }
        return Case.sameRequest
    }

    private func objection(to call: ResourceCall) -> String? {
        guard let request = exchange?.request, request.method == call.method, path(of: request.url) == call.target,
            request.body.map({ String(decoding: $0, as: UTF8.self) }) ?? "" == call.body ?? "", sendsTokenOfSession
        else { return nil }
        return Case.sameRequest
    }

    private func objection(to change: AuthorizationChange) -> String? {
        guard let refused = refusedAuthorization, let uri = change.redirectURI, uri == refused.redirectURI,
            refusal?.error == nil, change.scope == nil || change.scope == refused.scope, change.parameters.isEmpty
        else { return nil }
        return "it would ask with the redirect URI that was refused"
    }

    /// Whether the subject was sent with the token that a call sends by itself, as a bearer token.
    private var sendsTokenOfSession: Bool {
        guard let sent = exchange?.credential, sent.scheme.lowercased() == "bearer",
            URLParts(exchange?.request.url ?? "")?.query?.contains("access_token=") != true
        else { return false }
        return evidence.tokens.last { $0.provider == exchange?.provider }?.tokens.accessToken == sent.value
    }

    /// Whether the subject is a form as commands send it, with nothing beside these parameters and the client.
    private func isPlainTokenRequest(_ names: Set<String>) -> Bool {
        guard let exchange, exchange.request.method == "POST", !exchange.form.isEmpty else { return false }
        let known = names.union(["client_id", "client_secret"])
        let sent = exchange.form.map(\.name)
        return Set(sent).isSubset(of: known) && Set(sent).count == sent.count
            && exchange.request.url == server.tokenEndpoint
    }

    /// Whether a step authenticates the client as the subject did, with the same secret.
    private func sendsSameClient(_ step: FixStep, _ renewed: Renewed) -> Bool {
        guard !renewed.hasClient, !renewed.hasServer, !step.bypassesProxy, let sent = sentClient, let id = sent.id,
            !sent.isTwice, let held = versions(of: id).last?.registration
        else { return false }
        return held.secret == sent.secret
            && (step.clientAuthentication ?? held.authenticationMethod ?? sent.method) == sent.method
    }
}
