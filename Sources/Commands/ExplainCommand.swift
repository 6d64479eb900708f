internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Script
internal import Session
internal import Workbench

enum ExplainCommand {
    static let command = Command(
        "explain", .look,
        "take an authorization URL or a callback apart, and say what is wrong with it; nothing is sent",
        operands: [OperandShape("URL", .word, "in quotes, as it was pasted from anywhere")],
        details: "It is held against the provider in use, its clients, and the authorizations of this session.",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: [#"explain "https://as.example/authorize?response_type=code&client_id=app&scope=a,b""#], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let url = call.text(0) ?? ""
        let secrets = SecretFinder.query(url).filter { !$0.value.isEmpty }
        try bench.store().saveSecrets(secrets, at: bench.environment.clock())
        try bench.hide(secrets.map(\.value))
        let provider = RecordedProvider(try await bench.provider())
        let store = try bench.store()
        if let callback = CallbackURL(
            url, provider: provider,
            authorizations: try store.authorizations(last: 1000).sorted { $0.id < $1.id }.map(
                RecordedAuthorization.init))
        {
            return RemarkReport(
                title: "a callback, to \(callback.address)", parameters: Array(callback.parameters),
                remarks: callback.remarks,
                goodText: "nothing is wrong with it"
            ).answer
        }
        let clients = try store.clientVersions(of: provider.name).map(RecordedClient.init)
        let request = AuthorizationURL(url, provider: provider, clients: clients)
        guard request.parameters.contains(where: { ["response_type", "client_id"].contains($0.name) }) else {
            throw Diagnostic(
                .usage, "no-oauth-url", "this is neither an authorization URL nor a callback", source: call.source,
                range: call.range, expected: "a URL with client_id and response_type, or with code or error",
                advice: ["put it in quotes, whole: explain \"https://…\""])
        }
        return RemarkReport(
            title: "an authorization request, to \(request.address)", parameters: Array(request.parameters),
            remarks: request.remarks, goodText: "nothing is wrong with it"
        ).answer
    }
}
