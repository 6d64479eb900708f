/// What the parts of a report add up to.
extension CommandReport {
    /// How the command ended; a failure that a `try` allowed counts as passed.
    public var outcome: RunOutcome {
        guard let failure, !mayFail else { return .passed }
        return failure.kind == "expectation" ? .failed : .error
    }
}

extension StepReport {
    /// The first failure that counts.
    public var failure: FailureReport? { commands.first { $0.outcome != .passed }?.failure }

    /// How the step ended: as its first command that did not pass.
    public var outcome: RunOutcome { commands.lazy.map(\.outcome).first { $0 != .passed } ?? .passed }

    /// The exchanges of the step's commands, in order.
    public var exchanges: [ExchangeReport] { commands.flatMap(\.exchanges) }
}

extension RecipeReport {
    /// The failures that count, in order, without those that a `try` allowed.
    public var failures: [FailureReport] {
        steps.flatMap(\.commands).filter { $0.outcome != .passed }.compactMap(\.failure)
    }

    /// The exchanges of all steps, in order.
    public var exchanges: [ExchangeReport] { steps.flatMap(\.exchanges) }

    /// The steps with a title.
    public var stepCount: Int { steps.count { $0.title != nil } }

    /// How many commands said what must hold, and did not fail.
    public var expectationCount: Int { steps.flatMap(\.commands).count { $0.isExpectation && $0.failure == nil } }

    /// Failures that a `try` allowed.
    public var refusalCount: Int { steps.flatMap(\.commands).count { $0.mayFail && $0.failure != nil } }

    /// Whether the recipe failed, by an expectation or otherwise.
    public var isBad: Bool { outcome == .failed || outcome == .error }
}

extension RunReport {
    /// How many recipes ended in a way.
    public func count(_ outcome: RunOutcome) -> Int { recipes.count { $0.outcome == outcome } }

    /// Those that failed first, else in the order in which they were given.
    public var worstFirst: [RecipeReport] { recipes.filter(\.isBad) + recipes.filter { !$0.isBad } }
}
