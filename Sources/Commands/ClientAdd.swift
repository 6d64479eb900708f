internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Script
internal import Session
internal import Workbench

enum ClientAdd {
    static let command = Command(
        "client add", .provider, "add a client that is registered already, and choose it",
        operands: [OperandShape("CLIENT_ID", .word, "its identifier")],
        options: [
            OptionShape("secret", "ask for the client secret, without echo"),
            OptionShape(
                "auth", value: "METHOD", ClientAuthenticator.all.map(\.name).joined(separator: ", "),
                completes: .clientAuthentication),
        ],
        takesItems: true, items: OAuthParameters.client,
        details: """
            Give what it proves itself with: \(credentials). ? asks for it without echo, =@ reads it from a file, {{env.X}} has it from the environment. \
            Without any it is a public client. Give name, redirect (several times if need be) and scope too.
            """,
        traits: CommandTraits(
            effect: .changesSession, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.provider], makes: [.client], renews: true), locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: [
            #"client add conf-client client_secret={{env.CLIENT_SECRET}} redirect={{callback}} scope="openid profile""#,
            "client add pub-client redirect={{callback}}",
        ], run: run)

    private static let credentials = CredentialKind.all.compactMap { kind in
        kind.itemNames.first.map { "\($0) (\(kind.about))" }
    }.joined(separator: " or ")

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        var registration = ClientRegistration(id: call.text(0) ?? "", authenticationMethod: call.option("auth"))
        if call.has("secret") { registration.secret = try await bench.askSecret("client secret", for: call) }
        for item in call.items {
            if let credential = try bench.credential(in: item, of: call) {
                registration.set(credential)
            } else {
                try set(item, to: try bench.text(of: item, in: call), of: &registration, call)
            }
        }
        if let method = registration.authenticationMethod, ClientAuthenticator.named(method) == nil {
            throw Diagnostic(
                .usage, "auth-method", "there is no client authentication method \(method)",
                expected: ClientAuthenticator.all.map(\.name).joined(separator: ", "))
        }
        if !registration.credentials.isEmpty, registration.authenticationMethod == nil {
            registration.authenticationMethod = try await usualMethod(of: registration, bench)
        }
        let client = try bench.store().save(
            registration, provider: bench.selection.provider, at: bench.environment.clock())
        try bench.hide(registration.credentials.flatMap(\.secrets), .given)
        try bench.select(client: client.id, of: bench.selection.provider)
        return .note("added the client \(client.label), and chose it", ["client_id": JSON(registration.id)])
    }

    /// How clients of this provider are known to authenticate; nil where its own API registers them and says it, or where
    /// the method needs a credential that the client does not have.
    private static func usualMethod(
        of client: ClientRegistration, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> String? {
        guard bench.selection.provider != "sandbox" else { return nil }
        let provider = try await bench.provider()
        guard provider.clientsURL == nil, let name = provider.authenticationMethod else { return nil }
        let works = ClientAuthenticator.named(name)?.works(with: client.credentials) ?? true
        return works ? name : nil
    }

    private static func set(
        _ item: Invocation.Item, to value: String, of registration: inout ClientRegistration, _ call: CommandContext
    ) throws(Diagnostic) {
        switch item.name {
        case "name": registration.name = value
        case "redirect", "redirect_uri": registration.redirectURIs.append(value)
        case "scope": registration.scope = Scope(value)
        case "proof" where ProofKind.all.contains { $0.name == value }: registration.proof = value
        default:
            let names = OAuthParameters.client.map(\.name)
            throw Diagnostic(
                .usage, "client-setting", "client add does not take \(item.name)", source: call.source,
                range: item.range, expected: names.joined(separator: ", "))
        }
    }
}
