internal import Answers
package import Diagnostics
internal import JSONKit
package import Plugins
internal import Redaction
internal import Script

/// The commands of plugins, as the table has them.
enum PluginCalls {
    static func command(_ command: PluginCommand, of plugin: String) -> Command {
        let operands = command.operands.map { operand in
            OperandShape(operand.name, required: operand.isRequired, operand.told, completes: operand.topic)
        }
        let example = ([command.name] + command.operands.filter(\.isRequired).map(\.name)).joined(separator: " ")
        let details = command.details.isEmpty ? "" : command.details + "\n\n"
        var made = Command(
            command.name, .plugin, "\(command.summary) (plugin \(plugin))", operands: operands,
            details: "\(details)It comes from the plugin \(plugin); `plugin show \(plugin)` says more.",
            traits: CommandTraits(
                effect: .sends, runBy: .textsAndPlugins, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
                locked: .refused, failure: .notJudged, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always
            ),
            examples: [example]
        ) { call, bench throws(Diagnostic) in
            try await bench.runPlugin(plugin, command, call)
        }
        made.shape.namesOperands = true
        return made
    }
}

extension PluginCommand.Operand {
    /// As `help` has it: what it is, of which kind, and what is offered for it.
    fileprivate var told: String {
        let kind = type == .boolean ? "true or false" : type == .text ? "" : type.rawValue
        let offered = values.prefix(8).joined(separator: ", ") + (values.count > 8 ? ", …" : "")
        return [summary, kind, offered].filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

extension Workbench {
    /// Runs a plugin's command.
    func runPlugin(_ name: String, _ command: PluginCommand, _ call: CommandContext) async throws(Diagnostic) -> Answer
    {
        var operands: [String: JSON] = [:]
        for (operand, text) in zip(command.operands, call.texts) {
            operands[operand.name] = try operand.value(JSON(text), call.range, call)
        }
        for item in call.items {
            let operand = command.operands.first { $0.name == item.name }
            operands[item.name] = try operand?.value(item.value, item.range, call) ?? item.value
        }
        try refuseRecursion(name, command.name, call)
        switch try await opened(name) {
        case .script(let text):
            var scope = call.scope
            scope.needs = try record(name).manifest.needs
            scope.isRemembered = false
            scope.leavesFailures = true
            let interpreter = Interpreter(host: RunHost(bench: self, scope: scope), vocabulary: vocabulary)
            let failures = try await interpreter.run(
                command.name, of: text.commands, operands: operands, callers: call.invocation.origins)
            if let first = failures.first { throw first }
            return .nothing
        case .process(let process):
            let needs = try record(name).manifest.needs
            let shown = try masker(showing: needs)
            let sent = JSON(members: operands.sorted { $0.key < $1.key }.map { ($0.key, shown.mask($0.value)) })
            let answer = try await serving(call.scope, name) { () async throws(Diagnostic) in
                try await pluginStep { () async throws(PluginError) in
                    try await process.run(command.name, operands: sent)
                }
            }
            let value = answer["value"] ?? .null
            return answer["text"]?.string.map { .note($0, value) } ?? .value(value)
        }
    }

    /// A plugin that waits for what it has asked for by `keyway/run` can be deaf to everything else, and would wait for ever.
    func refuseRecursion(_ plugin: String, _ command: String, _ call: CommandContext) throws(Diagnostic) {
        guard call.scope.plugins.contains(plugin), shelf.record(plugin)?.kind == .process else { return }
        throw Diagnostic(
            .execution, "plugin-recursion",
            "\(command) is a command of the plugin \(plugin), which waits for the end of its own keyway/run",
            source: call.source, range: call.range,
            advice: ["do inside the plugin what the command does, without asking Keyway for it"])
    }

    /// The record of an added plugin.
    ///
    /// - Throws: where no plugin of this name was added.
    package func record(_ name: String) throws(Diagnostic) -> PluginRecord {
        if let record = shelf.record(name) { return record }
        let names = shelf.records.map(\.name)
        throw Diagnostic(
            .usage, "unknown-plugin", "no plugin \(name) was added",
            advice: (nearestName(to: name, among: names).map { ["did you mean \($0)?"] } ?? [])
                + ["`plugin list` lists those there are; plugin add FILE adds one"])
    }

    func pluginStep<Value>(
        _ body: () async throws(PluginError) -> Value
    ) async throws(Diagnostic) -> Value {
        do throws(PluginError) {
            return try await body()
        } catch {
            throw Diagnostic(error)
        }
    }
}

extension PluginCommand.Operand {
    fileprivate var topic: CompletionTopic? {
        if type == .file { return .file }
        return isCompleted || !values.isEmpty || type == .boolean ? .pluginOperand : nil
    }

    fileprivate func value(_ typed: JSON, _ range: Range<Int>, _ call: CommandContext) throws(Diagnostic) -> JSON {
        if let value = type.value(typed) { return value }
        throw Diagnostic(
            .usage, "plugin-operand", "\(name) of \(call.name) must be \(type.described)", source: call.source,
            range: range, found: typed.plainText, advice: ["`help \(call.name)` says what it takes"])
    }
}

extension PluginOperandType {
    fileprivate var described: String {
        switch self {
        case .text: "a text"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .json: "JSON"
        case .file: "the name of a file"
        }
    }
}

extension Diagnostic {
    init(_ error: PluginError) {
        let kind: Kind = error.code == "interrupted" ? .interrupted : .execution
        self.init(kind, error.code, error.message, advice: error.advice)
    }
}
