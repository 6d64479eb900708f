internal import Diagnostics
internal import Encodings

/// How a value that is not there is reported.
extension Evaluator {
    /// A reference without a value, or whose filters before this one left nothing.
    func missing(_ reference: Reference, before filter: Int? = nil) async -> Diagnostic {
        let applied = filter ?? reference.filters.count
        let end = applied > 0 ? reference.filters[applied - 1].range.upperBound : subjectEnd(of: reference)
        let expression = source.text(in: reference.subject.range.lowerBound..<end)
        guard applied == 0, reference.subject.kind == .plain else {
            return nothingFound(expression, at: reference.range)
        }
        let nearest = nearestName(to: reference.subject.fixedText ?? "", among: await host.valueNames())
        return Diagnostic(
            .execution, "no-value", "{{\(expression)}} has no value", source: source, range: reference.range,
            advice: nearest.map { ["did you mean {{\($0)}}?"] } ?? remedies(for: expression))
    }

    func nothingFound(_ expression: String, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .execution, "nothing-found", "\(expression) finds nothing", source: source, range: range,
            advice: ["`show` shows the whole answer", "{{\(expression) | default \"…\"}} does without"])
    }

    private func subjectEnd(of reference: Reference) -> Int {
        (reference.arguments.last ?? reference.subject).range.upperBound
    }

    private func remedies(for expression: String) -> [String] {
        let setting = expression.utf8.allSatisfy(\.isNameCharacter) ? ["`set \(expression) = …` gives it one"] : []
        return ["`vars` lists what has a value"] + setting + ["{{\(expression) | default \"…\"}} does without"]
    }
}
