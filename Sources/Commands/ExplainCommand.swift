internal import Answers
internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Remarks
internal import Script
internal import Session
internal import Workbench

enum ExplainCommand {
    static let command = Command(
        "explain", .look,
        "take a URL of a flow apart, and say what is wrong with it; nothing is sent",
        operands: [OperandShape("URL", .word, "in quotes, as it was pasted from anywhere")],
        details: """
            Takes authorization requests (also pushed ones and request objects), callbacks with query, fragment or form \
            fields, logout URLs, addresses for a user code, and texts that have such a URL in them: a sentence, a curl \
            line. It is compared with the provider in use, its clients, and the authorizations of this session.
            """,
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: [
            #"explain "https://as.example/authorize?response_type=code&client_id=app&scope=a,b""#,
            #"explain "https://app.example/cb#error=access_denied&state=xyz""#,
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let text = call.text(0) ?? ""
        try hide(text, bench)
        let provider = RecordedProvider(try await bench.provider())
        let store = try bench.store()
        let session = ExplainSession(
            provider: provider, clients: try store.clientVersions(of: provider.name).map(RecordedClient.init),
            authorizations: try store.authorizations(last: 1000).sorted { $0.id < $1.id }.map(
                RecordedAuthorization.init), now: bench.environment.clock() / 1000)
        guard let explained = ExplainedURL(text, session) else {
            throw Diagnostic(
                .usage, "no-oauth-url", "this is neither an authorization URL nor a callback", source: call.source,
                range: call.range,
                expected:
                    "a URL with client_id and response_type, with code or error, or one to sign out or to enter a code",
                advice: ["put it in quotes, whole: explain \"https://…\""] + other(text))
        }
        try hide(explained.url, bench)
        try hide(explained.parameters, bench)
        return RemarkReport(
            title: explained.title, parameters: Array(explained.parameters), remarks: explained.remarks,
            goodText: "nothing is wrong with it"
        ).answer
    }

    /// What else the text may be.
    private static func other(_ text: String) -> [String] {
        if text.contains("/.well-known/") { return ["for a metadata document: lint URL, or use ISSUER"] }
        return text.hasPrefix("eyJ") ? ["for a token: token inspect"] : []
    }

    private static func hide(_ url: String, _ bench: isolated Workbench) throws(Diagnostic) {
        try hide(SecretFinder.query(url), bench)
    }

    private static func hide(_ parameters: FormParameters, _ bench: isolated Workbench) throws(Diagnostic) {
        let secrets = parameters.filter { SecretFinder.isSecret($0.name) || $0.name == "id_token_hint" }
        try hide(secrets.map { FoundSecret(kind: $0.name, value: $0.value) }, bench)
    }

    private static func hide(_ secrets: [FoundSecret], _ bench: isolated Workbench) throws(Diagnostic) {
        // A placeholder, such as `null`, is not a secret, and would be hidden wherever it is said.
        let words: Set<String> = ["", "undefined", "null", "none", "nil", "nan"]
        let secrets = secrets.filter { secret in
            !words.contains(secret.value.lowercased()) && !secret.value.contains { "{}<>$".contains($0) }
        }
        guard !secrets.isEmpty else { return }
        try bench.store().saveSecrets(secrets, at: bench.environment.clock())
        try bench.hide(secrets.map(\.value))
    }
}
