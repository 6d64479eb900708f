internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session
internal import Workbench

enum TokenUse {
    static let command = Command(
        "token use", .token, "choose the token that calls are made with",
        operands: [OperandShape("NUMBER", .word, "as `token list` numbers them", completes: .token)],
        traits: CommandTraits(
            effect: .changesSession, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.token], makes: [], renews: true), locked: .refused, failure: .notJudged, dry: .runs,
            comparesSecrets: false, shown: .always),
        examples: ["token use 1"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let token = try find(call.text(0), bench)
        try bench.select(token: token.id, of: token.provider)
        return .note("using token \(token.id): \(token.tokens.scope.text)", ["token": JSON(token.id)])
    }

    /// The token of a number, or the chosen one.
    static func find(_ number: String?, _ bench: isolated Workbench) throws(Diagnostic) -> SessionToken {
        guard let number else { return try bench.token() }
        let tokens = try bench.store().tokens(of: bench.selection.provider)
        guard let id = Int64(number), let token = tokens.first(where: { $0.id == id }) else {
            throw Diagnostic(
                .execution, "unknown-token", "there is no token \(number) for \(bench.selection.provider)",
                expected: tokens.isEmpty ? nil : "one of \(tokens.map { String($0.id) }.joined(separator: ", "))",
                advice: ["`token list` lists them"])
        }
        return token
    }
}
