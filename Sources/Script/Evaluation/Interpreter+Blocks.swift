internal import Diagnostics
internal import JSONKit
internal import ScriptValues

/// `if`, `for`, `retry` and `finally`.
extension Interpreter {
    func run(_ condition: Condition, _ frame: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        if await isOver(frame) { return }
        for branch in condition.branches {
            let holds = try await placed(frame, branch.range) { () async throws(Diagnostic) in
                try await frame.evaluator.holds(branch.test)
            }
            if holds { return try await runBlock(branch.body, frame, record) }
        }
        if let otherwise = condition.otherwise { try await runBlock(otherwise, frame, record) }
    }

    func run(_ loop: Loop, _ frame: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        if await isOver(frame) { return }
        let elements = try await placed(frame, loop.range) { () async throws(Diagnostic) in
            try await frame.evaluator.elements(of: loop.items, at: loop.range)
        }
        for element in elements {
            if await isOver(frame) { return }
            try checkInterruption()
            try await host.bound(loop.variable, to: element)
            try await runBlock(loop.body, frame.with(loop.variable, element), record)
        }
    }

    func run(_ retry: Retry, _ outer: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        if await isOver(outer) { return }
        let count = try await outer.evaluator.count(of: retry)
        let pause = try await outer.evaluator.pause(of: retry)
        var frame = outer
        frame.isProvisional = true
        for attempt in 1...count {
            try checkInterruption()
            do throws(Diagnostic) {
                try await runBlock(retry.body, frame, record)
                if let until = retry.until { try await frame.evaluator.check(until) }
                return
            } catch {
                guard error.isBearable else { throw error }
                guard attempt < count else { throw error.after(attempts: count) }
            }
            try await placed(frame, retry.range) { () async throws(Diagnostic) in try await host.pause(for: pause) }
        }
    }

    /// Runs every `finally` of a block, and those of the files it included; returns what failed in them.
    func cleanUp(_ statements: [Statement], _ frame: Frame, _ record: FailureRecord) async -> [Diagnostic] {
        var own: [(cleanUp: CleanUp, frame: Frame)] = []
        for case .cleanUp(let cleanUp) in statements { own.append((cleanUp, frame)) }
        let pending = own + frame.cleanUps.take().reversed()
        guard !pending.isEmpty else { return [] }
        let failures = FailureRecord()
        await host.cleanUp {
            for (cleanUp, frame) in pending {
                var frame = frame
                frame.isCleanUp = true
                do throws(Diagnostic) {
                    try await runBlock(cleanUp.body, frame, record)
                } catch {
                    failures.add(error)
                }
            }
        }
        return failures.failures
    }

    private func placed<Value>(
        _ frame: Frame, _ range: Range<Int>, _ body: () async throws(Diagnostic) -> Value
    ) async throws(Diagnostic) -> Value {
        do throws(Diagnostic) {
            return try await body()
        } catch {
            throw error.placed(in: frame.evaluator.source, at: range)
        }
    }
}

extension Diagnostic {
    /// The same, with how often it was tried.
    fileprivate func after(attempts count: Int) -> Diagnostic {
        var failure = self
        failure.advice.append(
            count == 1 ? "it was tried once" : "it was tried \(count) times; retry more often, or wait longer")
        return failure
    }
}

extension Evaluator {
    /// What a loop goes over.
    func elements(of items: Loop.Items, at range: Range<Int>) async throws(Diagnostic) -> [JSON] {
        switch items {
        case .words(let words):
            if words.count == 1, let reference = words[0].soleReference {
                let value = try await value(words[0])
                if value.string != nil || value.members != nil || value.elements != nil {
                    return try spread(value, source.text(in: reference.range), at: reference.range)
                }
                return [value]
            }
            var values: [JSON] = []
            for word in words { values.append(try await localValue(word)) }
            return values
        case .query(let query):
            let name = source.text(in: query.range)
            guard let value = try await answer(query) else { throw nothingFound(name, at: query.range) }
            if await isUnknown(value) { return [value] }
            guard value.elements != nil || value.members != nil else {
                throw noList(value, name, at: query.range)
            }
            return try spread(value, name, at: query.range)
        case .file(let word):
            let file = try await text(word)
            if await isUnknown(text: file) { return [StandIn.of(source.text(in: word.range))] }
            return try await rows(of: file, at: word.range)
        }
    }

    /// The elements of a list; a string counts as one.
    private func spread(_ value: JSON, _ name: String, at range: Range<Int>) throws(Diagnostic) -> [JSON] {
        if let elements = value.elements { return elements }
        guard value.members == nil else { throw noList(value, name, at: range) }
        return [value]
    }

    private func noList(_ value: JSON, _ name: String, at range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .execution, "no-list", "for goes over a list, and \(name) is \(value.kindName)", source: source,
            range: range, found: value.text().shortened,
            advice: value.members == nil
                ? ["`… | split` makes a list of a text"]
                : ["`… | keys`, `| values` or `| entries` make a list of an object"])
    }

    private func rows(of file: String, at range: Range<Int>) async throws(Diagnostic) -> [JSON] {
        let path = source.path(of: file)
        do throws(Diagnostic) {
            return try DataFile.rows(of: try await host.text(ofFile: path), path: path)
        } catch {
            throw error.placed(in: source, at: range)
        }
    }

    func parameter(_ item: ItemSyntax) async throws(Diagnostic) -> JSON {
        guard item.kind == .json else { return try await localValue(item.value) }
        return try await json(item)
    }

    func count(of retry: Retry) async throws(Diagnostic) -> Int {
        let text = try await text(retry.count)
        if let count = Retry.count(text) { return count }
        if await isUnknown(text: text) { return 1 }
        throw Diagnostic(
            .usage, "retry-count", "\(text.shortened) is no number of attempts", source: source,
            range: retry.count.range, expected: "a whole number from 1 to \(Retry.mostAttempts)")
    }

    func pause(of retry: Retry) async throws(Diagnostic) -> Duration {
        guard let word = retry.pause else { return .seconds(1) }
        let text = try await text(word)
        if let pause = Retry.pause(text) { return pause }
        if await isUnknown(text: text) { return .zero }
        throw Diagnostic(
            .usage, "duration", "\(text.shortened) is no duration", source: source, range: word.range,
            expected: "a number and ms, s, m or h, up to an hour")
    }
}
