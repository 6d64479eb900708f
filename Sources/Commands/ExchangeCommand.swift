internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ExchangeCommand {
    static let command = Command(
        "exchange", .flow, "redeem the code of the last authorization for tokens (RFC 6749 §4.1.3)",
        options: Workbench.tokenOptions, takesItems: true, items: OAuthParameters.exchange,
        details: """
            Sends the code, the redirect URI and the code verifier of the authorization, and authenticates the client. Any \
            of them can be changed or left out, to see what the server says. The request is never repeated by itself. \
            Where the client signs a JWT (private_key_jwt, client_secret_jwt), claim.NAME and \
            header.NAME set a member of it, with := a number or a list, and -claim.NAME leaves one out: claim.aud names \
            the token endpoint in place of the issuer, claim.exp=-60 is in the past. The same holds for `refresh`, \
            `introspect`, `revoke` and `grant`.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.client], makes: [.token], renews: true), locked: .refused,
            failure: .judgedWithTokens, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always
        ),
        examples: [
            "exchange", "exchange code_verifier={{random 32}}", "exchange -redirect_uri",
            "exchange --auth client_secret_basic",
        ],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        if let code = call.items.last(where: { $0.name == "code" && $0.kind == .string }) {
            return try await redeem(code.value.plainText, call, bench)
        }
        let authorization = try bench.authorization()
        guard let code = authorization.code else {
            throw Diagnostic(
                .execution, "no-code", "the last authorization brought no code",
                found: authorization.error ?? "no answer yet", advice: ["ask the user again: authorize"])
        }
        let client: SessionClient
        if let id = authorization.client, let own = try bench.store().client(id) {
            client = own
        } else {
            client = try bench.client()
        }
        return try await bench.fetchTokens(
            GrantRun(
                grant: .authorizationCode,
                inputs: inputs(code, authorization.redirectURI, authorization, try await bench.provider()),
                client: client, authorization: authorization.id),
            for: call)
    }

    /// A code that came from elsewhere: what goes with it is taken from the items, then from the last authorization.
    private static func redeem(
        _ code: String, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        let authorization = try? bench.authorization()
        let client = try bench.client()
        var inputs = inputs(
            code, authorization?.redirectURI ?? client.registration.redirectURIs.first, authorization,
            try await bench.provider())
        inputs.requested = inputs.requested ?? client.registration.scope
        return try await bench.fetchTokens(
            GrantRun(grant: .authorizationCode, inputs: inputs, client: client, authorization: authorization?.id),
            for: call)
    }

    private static func inputs(
        _ code: String, _ redirectURI: String?, _ authorization: SessionAuthorization?, _ provider: Provider
    ) -> GrantInputs {
        var values: FormParameters = ["code": code]
        values.set("redirect_uri", redirectURI)
        values.set("code_verifier", authorization?.verifier)
        for resource in resources(authorization, provider) { values.add("resource", resource) }
        return GrantInputs(values, requested: authorization?.scope)
    }

    /// What the authorization asked for, where tokens are asked for a resource at all (RFC 8707 §2.2).
    private static func resources(_ authorization: SessionAuthorization?, _ provider: Provider) -> [String] {
        guard let resource = provider.resource else { return [] }
        let query = authorization?.url.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        let asked = FormParameters.parse(query).all("resource")
        return authorization == nil ? [resource] : asked
    }
}
