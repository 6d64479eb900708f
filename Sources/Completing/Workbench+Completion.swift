internal import Diagnostics
internal import Script
internal import ScriptValues
public import Workbench

/// What a line can go on with: the part of it that is replaced, in characters from 0, and what may stand there.
public struct LineCompletion: Sendable, Equatable {
    public var range: Range<Int>
    public var candidates: [Completion]

    public static let none = LineCompletion(range: 0..<0, candidates: [])
}

/// Completion from context: the command table says what may stand at the cursor, the session what there is.
extension Workbench {
    /// - Parameter line: what is typed up to the cursor.
    public func completions(of line: String) async -> LineCompletion {
        // What stands behind an alias is completed as behind the words that it stands for.
        let written = line.contains(" ") ? expandingAlias(in: line) : line
        let longer = written.count - line.count
        let found = await completions(ofWritten: written)
        guard longer != 0 else { return found }
        guard found.range.lowerBound >= longer else { return .none }
        return LineCompletion(
            range: (found.range.lowerBound - longer)..<(found.range.upperBound - longer), candidates: found.candidates)
    }

    private func completions(ofWritten line: String) async -> LineCompletion {
        let typed = UnfinishedLine(line)
        if typed.isComment { return .none }
        _ = try? store()
        if let start = typed.reference { return await insideReference(typed, from: start) }
        let position = LinePosition(typed.words.map(\.text), vocabulary: completionVocabulary)
        switch position {
        case .command: return offer(firstWords, for: typed)
        case .group(let name, let commands):
            let names = commands.map { shape in
                Completion(String(shape.name.dropFirst(name.count + 1)), table.command(shape.name)?.summary)
            }
            return offer(names, for: typed)
        case .query(let command, let words, let isExpectation):
            return await offer(query(words, typed.last.text, command, isExpectation), for: typed)
        case .file: return await names(.file, typed, "")
        case .call(let call): return await completions(of: call, typed)
        case .nothing: return .none
        }
    }

    /// The vocabulary with the commands that were defined here.
    private var completionVocabulary: Vocabulary { vocabulary.adding(definitions.values.map(\.shape)) }

    private var firstWords: [Completion] {
        var seen: Set<String> = []
        let commands = table.commands.compactMap { command -> Completion? in
            let first = String(command.name.prefix { $0 != " " })
            guard seen.insert(first).inserted else { return nil }
            return Completion(first, first == command.name ? command.summary : "…")
        }
        let defined = definitions.values.map { Completion($0.name, "defined in \($0.source.name)") }
        return commands + defined.sorted { $0.text < $1.text } + aliasCompletions
            + Keyword.allCases.map { Completion($0.rawValue, $0.summary) }
    }

    private func insideReference(_ typed: UnfinishedLine, from start: Int) async -> LineCompletion {
        let content = typed.text(from: start)
        let word =
            content.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "|" }.last.map(String.init) ?? ""
        let before = content.dropLast(word.count).filter { $0 != " " }
        let candidates: [Completion]
        if before.hasSuffix("|") {
            candidates = vocabulary.filters.map { Completion($0.name, $0.summary, isWhole: false) }
        } else {
            candidates = before.isEmpty ? await valuesAtHand() : []
        }
        return matching(candidates, word, (typed.count - word.count)..<typed.count)
    }

    // MARK: A call

    private func completions(of call: CallPosition, _ typed: UnfinishedLine) async -> LineCompletion {
        let text = typed.last.text
        if let option = call.openOption { return await names(option.completes, typed, call.shape.name) }
        if text.hasPrefix("--") {
            if let equals = text.firstIndex(of: "=") {
                let option = call.shape.options.first { "--\($0.name)" == text[..<equals] }
                return await value(option?.completes, typed, String(text[...equals]), call.shape.name)
            }
            return offer(options(call), for: typed)
        }
        if text.hasPrefix("-"), call.shape.takesItems {
            return offer(call.shape.items.map { Completion("-\($0.name)", "leave it out") }, for: typed)
        }
        if call.shape.takesItems, let item = TypedItem(text), call.operand?.kind != .mark {
            return await itemValue(item, typed, call)
        }
        if let (name, operand) = call.named(text) {
            return await value(operand.completes, typed, name, call.shape.name, operand: operand.name)
        }
        return await operandsAndItems(call, typed)
    }

    private func options(_ call: CallPosition) -> [Completion] {
        call.shape.options.filter { !call.options.contains($0.name) || $0.value != nil }
            .map { Completion("--\($0.name)", $0.summary) }
    }

    private func operandsAndItems(_ call: CallPosition, _ typed: UnfinishedLine) async -> LineCompletion {
        let operand = call.operand
        if let operand, [.query, .expectation, .comparison].contains(operand.kind) {
            let found = query(call.rest ?? [], typed.last.text, call.shape.name, operand.kind == .expectation)
            return await offer(found, for: typed)
        }
        var candidates: [Completion] = []
        if let operand {
            if typed.last.text.hasPrefix("@") { return await value(.file, typed, "@", call.shape.name) }
            if operand.kind == .mark { candidates.append(Completion(operand.name)) }
            candidates += await found(operand.completes, typed.last.text, call)
        }
        if call.shape.takesItems, operand == nil || operand?.isRequired == false || operand?.kind == .words {
            candidates += await itemNames(call, typed.last.text)
        }
        return offer(candidates, for: typed)
    }

    private func found(_ kind: CompletionTopic?, _ text: String, _ call: CallPosition) async -> [Completion] {
        guard let kind, let source = table.source(of: kind) else { return [] }
        let request = CompletionRequest(
            typed: text, command: call.shape.name, words: call.words, operand: call.operand?.name)
        return await source.find(request, self)
    }

    /// The items that fit, and, once a letter of one is typed, headers.
    private func itemNames(_ call: CallPosition, _ text: String) async -> [Completion] {
        let items = call.shape.items.filter { !call.items.contains($0.name) }
            .map { Completion("\($0.name)=", $0.summary, isWhole: false) }
        guard text.first?.isUppercase == true else { return items }
        return items
            + (await found(.header, text, call)).map { Completion("\($0.text):", $0.summary, isWhole: false) }
    }

    private func itemValue(_ item: TypedItem, _ typed: UnfinishedLine, _ call: CallPosition) async -> LineCompletion {
        let head = item.name + item.separator
        if item.separator == "=@" { return await value(.file, typed, head, call.shape.name) }
        let kind = item.separator == "=" ? call.shape.items.first { $0.name == item.name }?.completes : nil
        return await value(kind, typed, head, call.shape.name)
    }
}
