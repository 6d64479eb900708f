/// What the parts of a report add up to.
extension CommandReport {
    public var outcome: RunOutcome {
        guard let failure, !mayFail else { return .passed }
        return failure.kind == "expectation" ? .failed : .error
    }
}

extension StepReport {
    /// The first failure that counts.
    public var failure: FailureReport? { commands.first { $0.outcome != .passed }?.failure }

    public var outcome: RunOutcome { commands.lazy.map(\.outcome).first { $0 != .passed } ?? .passed }

    public var exchanges: [ExchangeReport] { commands.flatMap(\.exchanges) }
}

extension RecipeReport {
    public var failures: [FailureReport] {
        steps.flatMap(\.commands).filter { $0.outcome != .passed }.compactMap(\.failure)
    }

    public var exchanges: [ExchangeReport] { steps.flatMap(\.exchanges) }

    /// The steps with a title.
    public var stepCount: Int { steps.count { $0.title != nil } }

    public var expectationCount: Int { steps.flatMap(\.commands).count { $0.isExpectation && $0.failure == nil } }

    /// Failures that a `try` allowed.
    public var refusalCount: Int { steps.flatMap(\.commands).count { $0.mayFail && $0.failure != nil } }

    public var isBad: Bool { outcome == .failed || outcome == .error }
}

extension RunReport {
    public func count(_ outcome: RunOutcome) -> Int { recipes.count { $0.outcome == outcome } }

    /// Those that failed first, else in the order in which they were given.
    public var worstFirst: [RecipeReport] { recipes.filter(\.isBad) + recipes.filter { !$0.isBad } }
}
