internal import Diagnostics
internal import JSONKit
internal import Redaction
internal import Script
internal import Workbench

/// What a debugger does without going on.
extension Debugger {
    /// The source line, and the request that the command would send or its words with their values.
    func show(_ stop: ScriptStop) async {
        await console.show(stop.source, stop.call.range)
        if let step = stop.steps.last { await console.say("  in step \"\(step)\"") }
        if let failure = stop.failure { return await console.show((try? await workbench.masked(failure)) ?? failure) }
        guard let invocation = stop.invocation else {
            return await console.say("  a defined command; into goes inside")
        }
        await show(invocation)
    }

    private func show(_ invocation: Invocation) async {
        var lines = [await workbench.words(of: invocation)]
        if let request = await workbench.preview(of: invocation) { lines = request }
        await console.say(lines.map { "  \($0)" }.joined(separator: "\n"))
    }

    // MARK: edit

    /// Takes a whole command, or what is to be added to the one that stands here.
    func edit(_ text: String, _ stop: ScriptStop) async {
        let current = edited.map { $0.source.text(in: $0.call.range) } ?? stop.source.text(in: stop.call.range)
        var change = text
        if change.isEmpty {
            await console.say("  \(current)")
            guard case .line(let line) = await console.ask("instead> "), !line.trimmed.isEmpty else { return }
            change = line.trimmed
        }
        let isCommand = await workbench.isCommand(change)
        let source = ScriptSource(.debugger, text: isCommand ? change : "\(current) \(change)")
        do throws(ScriptRejection) {
            guard let call = try await workbench.call(source) else {
                return await console.say("one command can stand here, no block")
            }
            edited = (call, source)
        } catch {
            for diagnostic in error.diagnostics { await console.show(diagnostic) }
            return
        }
        await showEdited(stop)
    }

    private func showEdited(_ stop: ScriptStop) async {
        guard let (call, source) = edited else { return }
        let evaluator = Evaluator(
            host: workbench, vocabulary: workbench.vocabulary, source: source, locals: stop.evaluator.locals)
        do throws(Diagnostic) {
            await show(try await evaluator.invocation(of: call, mayFail: false))
            await console.say("  next or retry runs it")
        } catch {
            await console.show((try? await workbench.masked(error)) ?? error)
        }
    }

    // MARK: break

    func setBreakpoint(_ text: String, _ stop: ScriptStop) async {
        guard !text.isEmpty else {
            let lines = breakpoints.all.map { "  \($0.number)  \($0.breakpoint.text)" }
            return await console.say(lines.isEmpty ? "  no breakpoints: break LINE" : lines.joined(separator: "\n"))
        }
        guard let breakpoint = await breakpoint(text) else { return }
        let number = breakpoints.add(breakpoint)
        await console.say("  breakpoint \(number): \(breakpoint.text)")
    }

    private func breakpoint(_ text: String) async -> Breakpoint? {
        if let line = Int(text) { return .line(line, file: nil) }
        if let match = text.wholeMatch(of: /(.+):([0-9]{1,9})/), let line = Int(match.2) {
            return .line(line, file: String(match.1))
        }
        guard text.hasPrefix("if ") else {
            let title = text.hasPrefix("step ") ? String(text.dropFirst(5)).trimmed : text
            return .step(title.trimmingQuotes)
        }
        let source = ScriptSource(.debugger, text: "\(text)\nend")
        do throws(ScriptRejection) {
            let script = try Script.parse(source, vocabulary: workbench.vocabulary)
            guard case .condition(let condition)? = script.statements.first, let branch = condition.branches.first
            else {
                return nil
            }
            return .condition(branch.test, source: source)
        } catch {
            for diagnostic in error.diagnostics { await console.show(diagnostic) }
            return nil
        }
    }

    func deleteBreakpoint(_ text: String) async {
        guard let number = Int(text), breakpoints.remove(number) else {
            return await console.say("there is no breakpoint \(text); break lists them")
        }
        await console.say("  breakpoint \(number) is gone")
    }
}

extension Workbench {
    /// The one call of a text; nil where it is something else.
    func call(_ source: ScriptSource) throws(ScriptRejection) -> CommandCall? {
        let script = try Script.parse(source, vocabulary: vocabulary, definitions: definitions)
        guard script.statements.count == 1 else { return nil }
        switch script.statements[0] {
        case .call(let call), .attempt(let call): return call
        default: return nil
        }
    }

    /// Whether a text begins with the name of a command.
    func isCommand(_ text: String) -> Bool {
        let name = String(text.prefix { !$0.isWhitespace })
        return vocabulary.command(name) != nil || vocabulary.group(name) != nil || definitions[name] != nil
            || name.hasPrefix("$") || Keyword(rawValue: name) != nil
    }

    /// A call's words with their values, secrets hidden.
    func words(of call: Invocation) -> String {
        var words = [call.name]
        for operand in call.operands {
            switch operand {
            case .text(let text, _): words.append(text.inQuotesIfNeeded)
            case .query(let query): words.append(call.source.text(in: query.range))
            case .expectation(let expectation): words.append(call.source.text(in: expectation.range))
            case .comparison(let comparison): words.append(call.source.text(in: comparison.range))
            }
        }
        words += call.items.map { item in
            item.kind == .omission
                ? "-\(item.name)" : "\(item.name)\(item.kind.rawValue)\(item.value.plainText.inQuotesIfNeeded)"
        }
        words += call.options.map { "--\($0.name)\($0.value.map { " \($0.inQuotesIfNeeded)" } ?? "")" }
        let text = words.joined(separator: " ")
        return (try? masker().mask(text)) ?? text
    }
}

extension String {
    fileprivate var trimmingQuotes: String {
        guard count > 1, let first, first == last, first == "\"" || first == "'" else { return self }
        return String(dropFirst().dropLast())
    }

    fileprivate var inQuotesIfNeeded: String { contains(where: \.isWhitespace) || isEmpty ? "\"\(self)\"" : self }
}
