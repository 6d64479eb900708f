internal import Answers
internal import Diagnostics
internal import Script
internal import Workbench

enum ExpectCommand {
    static let command = Command(
        "expect", .look, "fail unless something holds of the last exchange or the session",
        operands: [OperandShape("QUERY PREDICATE", .expectation, "a query and what must hold of it")],
        details: "`help queries` and `help predicates` list what can be asked and said; not turns a predicate round.",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .judged, dry: .skipped(standIn: nil), comparesSecrets: false, shown: .expectation
        ),
        examples: [
            "expect status == 201", "expect $.clientSecret startsWith secret_",
            "expect header content-type contains json",
            "expect token scope covers \"profile generations\"", "expect $.error not exists",
            "expect redirect state == {{authorization.state}}", "expect $.choices | count > 0",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard case .expectation(let expectation)? = call.operands.first else { return .nothing }
        try await call.evaluator(on: bench).check(expectation)
        return .expectationHeld(call.source.text(in: expectation.range))
    }
}
