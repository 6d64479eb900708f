internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Redaction
internal import Script
internal import Session
internal import Workbench

enum TokenList {
    static let command = Command(
        "token list", .token, "list the tokens of the provider in use, with their lineage",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .worksWithLess, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["token list"],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let store = try bench.store()
        let provider = bench.selection.provider
        let tokens = try store.tokens(of: provider)
        let chosen = bench.selection.tokens[provider]
        let now = bench.environment.clock()
        let masker = try bench.masker()
        let isLocked = try bench.isLocked
        let rows = tokens.map { token in
            [
                AnswerTable.Cell(JSON(token.id == chosen), shown: token.id == chosen ? "*" : ""),
                AnswerTable.Cell(JSON(token.id)),
                isLocked ? .sealed : AnswerTable.Cell(JSON(masker.masked(token.tokens.accessToken))),
                AnswerTable.Cell(JSON(token.grantType), shown: GrantFlow.shown(token.grantType)),
                AnswerTable.Cell(token.parent.map { JSON($0) } ?? .null),
                AnswerTable.Cell(JSON(token.tokens.scope.text)),
                AnswerTable.Cell(token.tokens.expiresAt.map { JSON($0 / 1000) } ?? .null, shown: token.life(at: now)),
            ]
        }
        return .table(
            AnswerTable(
                ["used", "number", "access token", "grant", "from", "scope", "expires"], rows: rows,
                emptyText: "no tokens for \(provider) yet: authorize, then exchange"))
    }
}

extension SessionToken {
    /// How long the access token lives from then on, in words.
    func life(at now: Int64) -> String {
        if revokedAt != nil { return "revoked" }
        guard let end = tokens.expiresAt else { return "unknown" }
        let seconds = (end - now) / 1000
        return seconds < 0 ? "expired \(Duration.words(-seconds)) ago" : "in \(Duration.words(seconds))"
    }
}

extension SessionToken {
    /// When the refresh token ends, seen from then on, in words; nil where the server does not say.
    func refreshLife(at now: Int64) -> String? {
        guard let end = tokens.refreshExpiresAt else { return nil }
        let seconds = (end - now) / 1000
        return seconds < 0 ? "\(Duration.words(-seconds)) ago" : "in \(Duration.words(seconds))"
    }
}
