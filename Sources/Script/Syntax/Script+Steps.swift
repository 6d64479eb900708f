internal import Diagnostics

extension Script {
    /// The steps in their order.
    public var steps: [Step] {
        statements.compactMap { statement in
            if case .step(let step) = statement { step } else { nil }
        }
    }

    /// The script with these of its steps, counted from 0; what stands outside steps stays.
    public func keeping(steps kept: Set<Int>) -> Script {
        var number = -1
        let statements = statements.filter { statement in
            guard case .step = statement else { return true }
            number += 1
            return kept.contains(number)
        }
        return Script(source: source, statements: statements, definitions: definitions)
    }

    /// A step's title as it is written.
    public func title(of step: Step) -> String { step.title.fixedText ?? source.text(in: step.title.range) }
}
