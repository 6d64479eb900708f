public import Diagnostics
internal import JSONKit
internal import ScriptValues

/// Expectations and conditions.
extension Evaluator {
    /// Checks an expectation; throws how it failed.
    public func check(_ expectation: Expectation) async throws(Diagnostic) {
        guard let predicate = vocabulary.predicate(expectation.predicate) else { return }
        let subject = try await answer(expectation.query)
        let operands = try await values(expectation.arguments)
        if await isUndecided(subject, operands) { return }
        let verdict = predicate.verdict(of: subject, operands, negated: expectation.negated)
        guard verdict != .holds else { return }
        var advice = ["`show` shows the whole answer; `log` the exchanges before it"]
        switch verdict {
        case .unfit(let reason), .differs(let reason): advice.insert(reason, at: 0)
        case .holds, .fails: break
        }
        let expected = ([expectation.negated ? "not \(predicate.name)" : predicate.name] + operands.map { $0.text() })
        throw Diagnostic(
            .expectation, "expectation", "expected \(source.text(in: expectation.range))", source: source,
            range: expectation.range, found: subject.map { $0.text().shortened } ?? "nothing",
            expected: expected.joined(separator: " ").shortened, advice: advice)
    }

    /// Whether a condition holds; in a dry run, too, where only an answer could tell.
    ///
    /// - Throws: a failure where it holds neither this way nor negated, since the values cannot be compared.
    public func holds(_ condition: Expectation) async throws(Diagnostic) -> Bool {
        guard let predicate = vocabulary.predicate(condition.predicate) else { return false }
        let subject = try await answer(condition.query)
        let operands = try await values(condition.arguments)
        if await isUndecided(subject, operands) { return true }
        switch predicate.verdict(of: subject, operands, negated: condition.negated) {
        case .holds: return true
        case .fails, .differs: return false
        case .unfit(let reason):
            throw Diagnostic(
                .execution, "undecided", "the condition can be neither true nor false: \(reason)", source: source,
                range: condition.range, found: subject.map { $0.text().shortened } ?? "nothing",
                advice: ["ask first whether it exists, or give it a default: {{name | default \"\"}}"])
        }
    }

    /// Compares an answer with a shape; throws every difference at once.
    public func check(_ comparison: ShapeComparison) async throws(Diagnostic) {
        let subject = try await answer(comparison.query)
        let shape = try await shape(of: comparison.shape)
        let root = await rootPath(of: comparison.query)
        let differences = shape.differences(from: subject, at: root)
        guard !differences.isEmpty else { return }
        let count = differences.count == 1 ? "1 place" : "\(differences.count) places"
        let name = source.text(in: comparison.query.range)
        var failure = Diagnostic(
            .expectation, "shape",
            "\(comparison.query.range == comparison.shape.range ? "the answer" : name) differs from its shape in \(count)",
            source: source, range: comparison.range,
            advice: shape.advice(on: differences) + ["`show` shows the whole answer"])
        failure.differences = Array(differences.prefix(Shape.mostDifferences))
        throw failure
    }

    /// Where the answer stands in the body, if the query is a path to one place.
    private func rootPath(of query: Query) async -> String {
        guard query.filters.isEmpty, case .path(let word) = query.subject,
            let text = try? await text(word), let path = try? JSONPath(text), path.isSingular,
            let body = try? await host.lastBody()
        else { return "$" }
        return path.matches(in: body).first?.path ?? text
    }

    private func shape(of word: Word) async throws(Diagnostic) -> Shape {
        let text = try await text(word)
        do throws(ShapeError) {
            return try Shape(text)
        } catch {
            throw Diagnostic(shapeError: error, text: text, of: word, in: source)
        }
    }
}
