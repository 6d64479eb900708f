public import Script

/// Which steps of a recipe run; what stands before the first step always does.
public struct StepSelection: Sendable, Equatable {
    /// Titles, or parts of them, whatever their case.
    public var only: [String] = []
    /// The title of the first step that runs, or a part of it; nil for the recipe's first.
    public var from: String?
    /// The title of the last step that runs, or a part of it; nil for the recipe's last.
    public var to: String?
    /// Tags, of which a step must have one.
    public var tags: [String] = []

    /// A selection of every step.
    public init() {}

    /// Whether every step runs.
    public var isEverything: Bool { only.isEmpty && from == nil && to == nil && tags.isEmpty }

    /// The recipe with the chosen steps; nil where it has none of them.
    public func applied(to script: Script) -> Script? {
        if isEverything { return script }
        let steps = script.steps
        let titles = steps.map(script.title)
        var kept = Set(steps.indices)
        if !only.isEmpty { kept = Set(only.flatMap { StepSelection.find($0, in: titles) }) }
        if !tags.isEmpty { kept = kept.filter { !steps[$0].tags.filter(tags.contains).isEmpty } }
        if let from {
            guard let first = StepSelection.find(from, in: titles).first else { return nil }
            kept = kept.filter { $0 >= first }
        }
        if let to {
            guard let last = StepSelection.find(to, in: titles).last else { return nil }
            kept = kept.filter { $0 <= last }
        }
        return kept.isEmpty ? nil : script.keeping(steps: kept)
    }

    /// The steps with this title; where none has it, those whose titles hold it.
    private static func find(_ name: String, in titles: [String]) -> [Int] {
        let name = name.lowercased()
        let exact = titles.indices.filter { titles[$0].lowercased() == name }
        return exact.isEmpty ? titles.indices.filter { titles[$0].lowercased().contains(name) } : exact
    }
}
