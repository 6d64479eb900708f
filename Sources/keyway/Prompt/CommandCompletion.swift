internal import Commands
internal import Completing
internal import Script
internal import Synchronization
internal import Terminal
internal import Workbench

/// Asks the workbench what a line can go on with; JSONPaths are completed out of the last answer.
final class CommandCompletion: Sendable {
    private let paths: PathCompletion
    private let bench = Mutex<Workbench?>(nil)

    init(paths: PathCompletion) { self.paths = paths }

    func serve(_ workbench: Workbench) { bench.withLock { $0 = workbench } }

    @Sendable func answer(_ line: String, _ cursor: Int) -> CompletionAnswer {
        let before = String(line.prefix(cursor))
        let last = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        if last.hasPrefix("$"), last.contains(".") { return paths.answer(last, from: before.count - last.count) }
        guard let workbench = bench.withLock({ $0 }) else { return .none }
        let found = EditorThreadWait.value { await workbench.completions(of: before) } ?? .none
        return CompletionAnswer(
            range: found.range,
            candidates: found.candidates.map {
                CompletionCandidate($0.text, summary: $0.summary, isWhole: $0.isWhole)
            })
    }

    @Sendable func hint(_ line: String) -> String { UsageHint(vocabulary).text(for: line) }

    /// Whether nothing of a line, or of the lines of a block, is still to be typed.
    @Sendable func isComplete(_ text: String) -> Bool {
        guard let workbench = bench.withLock({ $0 }) else { return true }
        let definitions = EditorThreadWait.value { await workbench.definitions } ?? [:]
        return !Script.isIncomplete(text, vocabulary: workbench.vocabulary, definitions: definitions)
    }

    /// Every command, those of plugins that were added a moment ago too.
    private var vocabulary: Vocabulary { (bench.withLock { $0 })?.vocabulary ?? CommandTable.standard.vocabulary }
}
