internal import Diagnostics
internal import JSONKit

/// Commands, those of the host and those that are defined, and the control over them.
extension Interpreter {
    /// Defined commands inside one another, after which it is taken for a recursion without end.
    static let deepestCall = 100

    func run(_ call: CommandCall, _ frame: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        if await isOver(frame) { return }
        try checkInterruption()
        guard let control else { return try await perform(call, frame, record) }
        try await run(call, frame, record, under: control)
    }

    private func perform(_ call: CommandCall, _ frame: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        do throws(Diagnostic) {
            if let definition = frame.definitions[call.name] {
                try await enter(definition, call, frame, record)
            } else {
                try await host.run(try await frame.evaluator.invocation(of: call, mayFail: frame.mayFail))
            }
        } catch {
            throw error.placed(in: frame.evaluator.source, at: call.range)
        }
    }

    /// Runs a defined command with its parameters.
    private func enter(
        _ definition: Definition, _ call: CommandCall, _ outer: Frame, _ record: FailureRecord
    ) async throws(Diagnostic) {
        guard outer.depth < Self.deepestCall else {
            throw Diagnostic(
                .execution, "call-depth", "\(definition.name) calls itself more than \(Self.deepestCall) times over",
                advice: ["end the recursion with an if around the inner call"])
        }
        var frame = outer
        frame.depth += 1
        frame.evaluator = outer.evaluator.entering(
            definition.source, locals: try await parameters(of: definition, call, outer))
        try await runBlock(definition.body, frame, record)
    }

    /// What the parameters are: given in order, by name, or left to their defaults, which may name those before.
    private func parameters(
        of definition: Definition, _ call: CommandCall, _ frame: Frame
    ) async throws(Diagnostic) -> [String: JSON] {
        var given: [String: JSON] = [:]
        for (parameter, operand) in zip(definition.parameters, call.operands) {
            guard case .word(let word) = operand else { continue }
            given[parameter.name] = try await frame.evaluator.localValue(word)
        }
        for item in call.items {
            guard given[item.name] == nil else {
                throw Diagnostic(
                    .usage, "operand-twice", "\(item.name) is given twice", source: frame.evaluator.source,
                    range: item.range, advice: ["\(definition.usage) takes it once"])
            }
            given[item.name] = try await frame.evaluator.parameter(item)
        }
        var values: [String: JSON] = [:]
        for parameter in definition.parameters {
            let defaults = Evaluator(host: host, vocabulary: vocabulary, source: definition.source, locals: values)
            var value = given[parameter.name]
            if value == nil, let word = parameter.standard { value = try await defaults.localValue(word) }
            guard let value else { continue }
            values[parameter.name] = value
            try await host.bound(parameter.name, to: value)
        }
        return values
    }

    // MARK: Control

    private func run(
        _ call: CommandCall, _ frame: Frame, _ record: FailureRecord, under control: any StepControl
    ) async throws(Diagnostic) {
        var (call, frame) = (call, frame)
        switch await control.before(await stop(call, frame)) {
        case .run, .retry: break
        case .skip: return
        case .stop: throw stopped(call, frame)
        case .replace(let other, let source): replace(&call, &frame, by: other, in: source)
        }
        while true {
            do throws(Diagnostic) {
                return try await perform(call, frame, record)
            } catch {
                guard !frame.isProvisional, error.kind != .interrupted else { throw error }
                switch await control.after(error, at: await stop(call, frame)) {
                case .run: throw error
                case .skip: return
                case .stop: throw stopped(call, frame)
                case .retry: break
                case .replace(let other, let source): replace(&call, &frame, by: other, in: source)
                }
                try checkInterruption()
            }
        }
    }

    private func replace(
        _ call: inout CommandCall, _ frame: inout Frame, by other: CommandCall, in source: ScriptSource
    ) {
        call = other
        frame.evaluator = Evaluator(
            host: host, vocabulary: vocabulary, source: source, locals: frame.evaluator.locals)
    }

    private func stop(_ call: CommandCall, _ frame: Frame) async -> ScriptStop {
        let isDefined = frame.definitions[call.name] != nil
        var invocation: Invocation?
        var failure: Diagnostic?
        if !isDefined {
            do throws(Diagnostic) {
                invocation = try await frame.evaluator.invocation(of: call, mayFail: frame.mayFail)
            } catch {
                failure = error
            }
        }
        return ScriptStop(
            source: frame.evaluator.source, call: call, invocation: invocation, failure: failure, depth: frame.depth,
            isDefined: isDefined, steps: frame.steps, evaluator: frame.evaluator)
    }

    private func stopped(_ call: CommandCall, _ frame: Frame) -> Diagnostic {
        Diagnostic(
            .interrupted, "stopped", "stopped before the end", source: frame.evaluator.source, range: call.range)
    }
}
