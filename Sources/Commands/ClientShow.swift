internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ClientShow {
    static let command = Command(
        "client show", .provider, "show a client as this session holds it",
        operands: [OperandShape("CLIENT", .word, required: false, "the one in use if left out", completes: .client)],
        options: [OptionShape("reveal", "show the credentials", needs: .secrets)],
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["client show", "client show --reveal"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let client: SessionClient
        if let name = call.text(0) { client = try ClientUse.find(name, bench) } else { client = try bench.client() }
        let registration = client.registration
        var fields =
            Answer.Field.present("name", registration.name) + Answer.Field.present("client_id", registration.id)
        fields += registration.credentials.map { credential in
            let isWhole = credential.kind == .clientSecret || call.has("reveal")
            return Answer.Field(
                credential.kind.name, JSON(credential.value), shown: isWhole ? credential.value : credential.summary)
        }
        fields += Answer.Field.present("token_endpoint_auth_method", registration.authenticationMethod)
        fields += Answer.Field.present("proof", registration.proof)
        fields.append(
            Answer.Field(
                "redirect_uris", JSON(registration.redirectURIs.map { JSON($0) }),
                shown: registration.redirectURIs.joined(separator: "\n")))
        fields += Answer.Field.present("scope", registration.scope.text)
        fields += Answer.Field.present("provider", client.provider)
        return .record(title: nil, fields)
    }
}
