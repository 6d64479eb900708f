public import Diagnostics

/// `watch 2s COMMAND`: the command again and again, until Ctrl-C.
public struct WatchLine: Sendable, Equatable {
    /// The pause between two rounds.
    public let interval: Duration
    /// The command line that is run in each round.
    public let command: String

    /// Nil where a text is something else.
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: /\s*watch\s+(\d+)(ms|s|m)\s+(\S.*)/), let number = Int64(match.1),
            (1...86_400_000).contains(number)
        else { return nil }
        interval =
            switch match.2 {
            case "ms": .milliseconds(number)
            case "m": .seconds(number * 60)
            default: .seconds(number)
            }
        command = String(match.3)
    }

    /// The shortest pause, so that no provider is flooded by a slip.
    static let shortest = Duration.milliseconds(100)
}

extension Workbench {
    /// Runs what was typed; a line that begins with `watch` is run again and again.
    ///
    /// - Returns: what failed, of a watched command in the last round.
    public func runTyped(_ typed: ScriptSource) async -> [Diagnostic] {
        let source = expandingAlias(in: typed)
        defer { lineBefore = source.text.isEdit ? lineBefore : typed.text }
        guard let watch = WatchLine(source.text) else {
            observer?.lineBegan(source.text)
            let failures = await run(source)
            await observer?.lineEnded(on: self)
            return failures
        }
        let failures = await repeated(watch, source)
        await environment.display.roundsEnded()
        return failures
    }

    private func repeated(_ watch: WatchLine, _ source: ScriptSource) async -> [Diagnostic] {
        let watched = expandingAlias(in: source.with(text: watch.command))
        var scope = usualScope
        // A recipe repeats what was done, and a watch only looks.
        scope.isRemembered = false
        while true {
            await environment.display.roundBegan("every \(watch.interval): \(watch.command)")
            let failures = await run(watched, in: scope) ?? []
            if Task.isCancelled || failures.contains(where: { $0.kind == .syntax || $0.kind == .interrupted }) {
                return failures.filter { $0.kind != .interrupted }
            }
            do {
                try await environment.sleep(max(watch.interval, WatchLine.shortest))
            } catch {
                return failures
            }
        }
    }
}

extension String {
    fileprivate var isEdit: Bool { prefixMatch(of: /\s*edit(\s|$)/) != nil }
}
