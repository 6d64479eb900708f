internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Script
internal import Session

enum ClientAdd {
    static let command = Command(
        "client add", .provider, "add a client that is registered already, and choose it",
        operands: [OperandShape("CLIENT_ID", .word, "its identifier")],
        options: [
            OptionShape("secret", "ask for the client secret, without echo"),
            OptionShape(
                "auth", value: "METHOD", "client_secret_basic, client_secret_post or none",
                completes: .clientAuthentication),
        ],
        takesItems: true, items: OAuthParameters.client,
        details: """
            Give client_secret (? asks for it without echo, =@ reads it from a file, {{env.X}} has it from the environment), name, redirect (several times if need be) and scope. \
            Without a secret it is a public client.
            """,
        traits: CommandTraits(
            effect: .changesSession, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.provider], makes: [.client], renews: true), locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: [
            #"client add conf-client client_secret={{env.CLIENT_SECRET}} redirect={{callback}} scope="openid profile""#,
            "client add pub-client redirect={{callback}}",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        var registration = ClientRegistration(id: call.text(0) ?? "", authenticationMethod: call.option("auth"))
        if call.has("secret") { registration.secret = try await bench.askSecret("client secret", for: call) }
        for item in call.items {
            let value =
                item.kind == .file ? try bench.text(ofFile: item.value.plainText, namedIn: call) : item.value.plainText
            try set(item, to: value, of: &registration, call)
        }
        if let method = registration.authenticationMethod, ClientAuthentication.named(method) == nil {
            throw Diagnostic(
                .usage, "auth-method", "there is no client authentication method \(method)",
                expected: ClientAuthentication.all.map(\.name).joined(separator: ", "))
        }
        if registration.secret != nil, registration.authenticationMethod == nil {
            registration.authenticationMethod = try await usualMethod(bench)
        }
        let client = try bench.store().save(
            registration, provider: bench.selection.provider, at: bench.environment.clock())
        if let secret = registration.secret { try bench.hide([secret], .given) }
        try bench.select(client: client.id, of: bench.selection.provider)
        return .note("added the client \(client.label), and chose it", ["client_id": JSON(registration.id)])
    }

    /// How clients of this provider are known to authenticate; nil where its own API registers them and says it.
    private static func usualMethod(_ bench: isolated Workbench) async throws(Diagnostic) -> String? {
        guard bench.selection.provider != "sandbox" else { return nil }
        let provider = try await bench.provider()
        return provider.clientsURL == nil ? provider.authenticationMethod : nil
    }

    private static func set(
        _ item: Invocation.Item, to value: String, of registration: inout ClientRegistration, _ call: CommandContext
    ) throws(Diagnostic) {
        switch item.name {
        case "client_secret", "secret": registration.secret = value
        case "name": registration.name = value
        case "redirect", "redirect_uri": registration.redirectURIs.append(value)
        case "scope": registration.scope = Scope(value)
        default:
            throw Diagnostic(
                .usage, "client-setting", "client add does not take \(item.name)", source: call.source,
                range: item.range,
                expected: "client_secret, name, redirect or scope")
        }
    }
}
