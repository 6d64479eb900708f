internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session
internal import Workbench

enum TokenShow {
    static let command = Command(
        "token show", .token, "show a set of tokens and where it came from",
        operands: [OperandShape("NUMBER", .word, required: false, "the one in use if left out", completes: .token)],
        options: [OptionShape("reveal", "show the tokens themselves", needs: .secrets)],
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["token show", "token show 1 --reveal"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let token = try TokenUse.find(call.text(0), bench)
        let tokens = token.tokens
        var fields = [Answer.Field("number", JSON(token.id))]
        fields +=
            Answer.Field.present("access_token", tokens.accessToken)
            + Answer.Field.present("token_type", tokens.tokenType)
        fields +=
            Answer.Field.present("refresh_token", tokens.refreshToken)
            + Answer.Field.present("id_token", tokens.idToken)
        fields.append(
            Answer.Field(
                "scope", JSON(tokens.scope.text),
                shown: tokens.scope.text + (tokens.scopeIsStated ? "" : " (not stated: as it was asked for)")))
        if let end = tokens.expiresAt {
            fields.append(Answer.Field("expires", JSON(end / 1000), shown: token.life(at: bench.environment.clock())))
        }
        if let end = tokens.refreshExpiresAt {
            fields.append(
                Answer.Field(
                    "refresh_expires", JSON(end / 1000), shown: token.refreshLife(at: bench.environment.clock())))
        }
        fields += Answer.Field.present("grant_type", token.grantType)
        fields +=
            token.parent.map { [Answer.Field(token.isRefreshed ? "refreshed_from" : "made_from", JSON($0))] } ?? []
        fields += token.exchange.map { [Answer.Field("exchange", JSON($0))] } ?? []
        if tokens.extra.count ?? 0 > 0 { fields.append(Answer.Field("extra", tokens.extra)) }
        return .record(title: nil, fields)
    }
}
