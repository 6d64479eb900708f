public import Diagnostics
internal import JSONKit

extension Evaluator {
    /// The call with all its words evaluated.
    public func invocation(of call: CommandCall, mayFail: Bool) async throws(Diagnostic) -> Invocation {
        var operands: [Invocation.Operand] = []
        for operand in call.operands { operands.append(try await evaluated(operand)) }
        var options: [Invocation.Option] = []
        for option in call.options {
            var value: String?
            if let word = option.value { value = try await text(word) }
            options.append(Invocation.Option(name: option.name, value: value, range: option.range))
        }
        var items: [Invocation.Item] = []
        for item in call.items { items.append(try await evaluated(item)) }
        var invocation = Invocation(
            name: call.name, operands: operands, options: options, items: items, source: source, range: call.range,
            mayFail: mayFail, locals: locals, callers: callers)
        switch call.output {
        case .file(let word, let appends): invocation.output = .file(try await text(word), appends: appends)
        case .shell(let command): invocation.output = .shell(command)
        case nil: break
        }
        return invocation
    }

    private func evaluated(_ operand: OperandSyntax) async throws(Diagnostic) -> Invocation.Operand {
        switch operand {
        case .word(let word): .text(try await text(word), range: word.range)
        case .query(let query): .query(query)
        case .expectation(let expectation): .expectation(expectation)
        case .comparison(let comparison): .comparison(comparison)
        }
    }

    private func evaluated(_ item: ItemSyntax) async throws(Diagnostic) -> Invocation.Item {
        let text = try await text(item.value)
        let value = item.kind == .json ? try await json(text, of: item) : JSON(text)
        return Invocation.Item(kind: item.kind, name: item.name, value: value, range: item.range)
    }

    /// The JSON of a `:=` item.
    func json(_ item: ItemSyntax) async throws(Diagnostic) -> JSON {
        try await json(try await text(item.value), of: item)
    }

    private func json(_ text: String, of item: ItemSyntax) async throws(Diagnostic) -> JSON {
        do throws(JSONError) {
            return try JSON(parsing: text)
        } catch {
            if await isUnknown(text: text) { return JSON(text) }
            throw Diagnostic(jsonError: error, item: item.name, text: text, at: item.value.range, in: source)
        }
    }
}
