internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session
internal import Workbench

enum TokenDiff {
    static let command = Command(
        "token diff", .token, "compare two sets of tokens, claim by claim where they are JWTs",
        operands: [OperandShape("A", .word, "a token's number"), OperandShape("B", .word, "another's")],
        options: [OptionShape("all", "what is the same too")],
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["token diff 1 2"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let one = facts(try TokenUse.find(call.text(0), bench))
        let other = facts(try TokenUse.find(call.text(1), bench))
        var names = one.map(\.0)
        names += other.map(\.0).filter { !names.contains($0) }
        let rows = names.compactMap { name -> [AnswerTable.Cell]? in
            let left = one.first { $0.0 == name }?.1
            let right = other.first { $0.0 == name }?.1
            guard left != right || call.has("all") else { return nil }
            return [
                AnswerTable.Cell(JSON(name)), AnswerTable.Cell(left ?? .null), AnswerTable.Cell(right ?? .null),
                AnswerTable.Cell(
                    JSON(left == right ? "same" : left == nil ? "added" : right == nil ? "gone" : "changed")),
            ]
        }
        let labels = [call.text(0) ?? "A", call.text(1) ?? "B"].map { "token \($0)" }
        return .table(AnswerTable(["what", labels[0], labels[1], "is"], rows: rows, emptyText: "they are the same"))
    }

    private static func facts(_ token: SessionToken) -> [(String, JSON)] {
        let tokens = token.tokens
        var facts: [(String, JSON)] = [
            ("scope", JSON(tokens.scope.tokens.sorted().joined(separator: " "))),
            ("token_type", JSON(tokens.tokenType)),
            ("expires_in", tokens.expiresIn.map { JSON($0) } ?? .null), ("grant_type", JSON(token.grantType)),
            ("access_token", JSON(tokens.accessToken)),
            ("refresh_token", tokens.refreshToken.map { JSON($0) } ?? .null),
            ("revoked", JSON(token.revokedAt != nil)),
        ]
        for (name, value) in [("access", tokens.accessToken), ("id", tokens.idToken ?? "")] {
            guard let jwt = try? JWTParts(reading: value) else { continue }
            facts += (jwt.header.members ?? []).map { ("\(name) header \($0.name)", $0.value) }
            facts += (jwt.claims.members ?? []).map { ("\(name) \($0.name)", $0.value) }
        }
        return facts.filter { !$0.1.isNull }
    }
}
