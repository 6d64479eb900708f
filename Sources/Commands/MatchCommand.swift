internal import Answers
internal import Diagnostics
internal import Script
internal import Workbench

enum MatchCommand {
    static let command = Command(
        "match", .look, "fail unless an answer has a whole shape; every difference is told",
        operands: [
            OperandShape("[QUERY] SHAPE", .comparison, "JSON with placeholders; the last body if no query is given")
        ],
        details: """
            The shape is JSON in quotes. #string, #uuid and others stand for every value of a kind (`help shapes`); a name \
            with ? may be missing. An object has the members that are named and no others, unless it ends with ...; \
            [SHAPE...] is a list whose elements all have the shape.
            """,
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .judged, dry: .skipped(standIn: nil), comparesSecrets: false, shown: .expectation
        ),
        examples: [
            #"match '{"username": "ada", "id": #string, "email"?: #string, ...}'"#,
            #"match $.choices '[{"finish_reason": #string, ...}...]'"#,
            #"match {{user}} '{"roles": ["admin", ...], ...}'"#,
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard case .comparison(let comparison)? = call.operands.first else { return .nothing }
        try await call.evaluator(on: bench).check(comparison)
        let isWhole = comparison.query.range == comparison.shape.range
        return .expectationHeld(
            "\(isWhole ? "the answer" : call.source.text(in: comparison.query.range)) has its shape")
    }
}
