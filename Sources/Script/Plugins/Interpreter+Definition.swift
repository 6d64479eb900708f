public import Diagnostics
public import JSONKit

extension Interpreter {
    /// Runs a defined command with values that are known already; returns what failed.
    ///
    /// - Parameters:
    ///   - script: what defines it, and the commands that it may use.
    ///   - operands: by the parameters' names; what is missing is left to the defaults.
    ///   - callers: the origins of the texts that call it.
    public func run(
        _ name: String, of script: Script, operands: [String: JSON], callers: [Origin] = []
    ) async throws(Diagnostic) -> [Diagnostic] {
        guard let definition = script.definitions[name] else {
            throw Diagnostic(.execution, "plugin-command", "the plugin does not define \(name) any more")
        }
        var locals = operands
        for parameter in definition.parameters where locals[parameter.name] == nil {
            guard let word = parameter.standard else { continue }
            let evaluator = Evaluator(host: host, vocabulary: vocabulary, source: definition.source, locals: locals)
            locals[parameter.name] = try await evaluator.localValue(word)
        }
        let body = Script(source: definition.source, statements: definition.body, definitions: script.definitions)
        return await run(body, locals: locals, callers: callers)
    }
}
