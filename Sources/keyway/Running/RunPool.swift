internal import Diagnostics
internal import HTTPMessage
internal import Synchronization
internal import Terminal
internal import Workbench

/// Runs recipes, so many at once; what each writes is shown whole, when it ends.
struct RunPool: Sendable {
    private let system: System
    private let plan: RunPlan
    private let jobs: Int
    /// After so many seconds the run is ended; nil lets it take its time.
    private let seconds: Double?
    private let clockRanOut = RunClock()

    init(_ system: System, _ plan: RunPlan, jobs: Int, seconds: Double?) {
        self.system = system
        self.plan = plan
        self.jobs = jobs
        self.seconds = seconds
    }

    /// - Returns: the results in the order of the recipes; what was never begun is skipped.
    func run(_ recipes: [PlannedRecipe]) async -> [RecipeResult] {
        let progress = RunProgress(system.errors, total: recipes.count, isOn: system.options.output == .text)
        let results = await Interruption.cancelling {
            await withTaskGroup(of: Void.self) { group in
                let (all, timer) = (Task { await runAll(recipes, progress) }, seconds)
                if let timer {
                    group.addTask {
                        try? await system.sleep(.seconds(timer))
                        guard !Task.isCancelled else { return }
                        clockRanOut.set()
                        all.cancel()
                    }
                }
                let results = await withTaskCancellationHandler {
                    await all.value
                } onCancel: {
                    all.cancel()
                }
                group.cancelAll()
                return results
            }
        }
        await progress.end()
        return results
    }

    private func runAll(_ recipes: [PlannedRecipe], _ progress: RunProgress) async -> [RecipeResult] {
        var results: [Int: RecipeResult] = [:]
        await withTaskGroup(of: (Int, RecipeResult).self) { group in
            var next = 0
            func begin() {
                guard next < recipes.count, !Task.isCancelled else { return }
                let (index, recipe) = (next, recipes[next])
                next += 1
                group.addTask { (index, await runOne(recipe, isOnly: recipes.count == 1, progress)) }
            }
            for _ in 0..<jobs { begin() }
            for await (index, result) in group {
                results[index] = result
                begin()
            }
        }
        return recipes.indices.map { results[$0] ?? .skipped(recipes[$0].name) }
    }

    private func runOne(_ recipe: PlannedRecipe, isOnly: Bool, _ progress: RunProgress) async -> RecipeResult {
        // What runs alone is shown as it happens.
        let page = isOnly ? nil : CollectedOutput(system)
        await progress.began(recipe.name)
        let run = RecipeRun(
            system, plan, recipe, output: page?.output ?? system.output, errors: page?.errors ?? system.errors,
            reworded: { clockRanOut.reworded($0, seconds: seconds) },
            progress: { await progress.step($0, of: recipe.name) })
        let result = await run.run()
        await progress.ended(recipe.name, failed: result.exitCode != 0) { page?.show(on: system) }
        return result
    }
}

/// Whether the time of the run is over.
final class RunClock: Sendable {
    private let isOver = Atomic(false)

    func set() { isOver.store(true, ordering: .relaxed) }

    /// An interruption by the clock is a failure of the run, and not the user's Ctrl-C.
    func reworded(_ failure: Diagnostic, seconds: Double?) -> Diagnostic {
        guard failure.kind == .interrupted, let seconds, isOver.load(ordering: .relaxed) else { return failure }
        var reworded = failure
        reworded.kind = .execution
        reworded.code = "run-timeout"
        reworded.message = "the run was ended here: its \(seconds.inSeconds) \(seconds == 1 ? "is" : "are") over"
        reworded.advice = ["give it more: --timeout SECONDS", "or run parts of it at the same time: --jobs, --shard"]
        return reworded
    }
}

extension Double {
    /// Without `.0` where it is whole.
    fileprivate var inSeconds: String { self == rounded() ? Int(self).counted("second") : "\(self) seconds" }
}

/// What a recipe writes, kept in its order until it can be shown whole.
final class CollectedOutput: Sendable {
    let output: TerminalOutput
    let errors: TerminalOutput
    private let pieces: Pieces

    private final class Pieces: Sendable {
        let list = Mutex<[(isError: Bool, bytes: [UInt8])]>([])
    }

    init(_ system: System) {
        let pieces = Pieces()
        self.pieces = pieces
        output = TerminalOutput(like: system.output) { bytes in pieces.list.withLock { $0.append((false, bytes)) } }
        errors = TerminalOutput(like: system.errors) { bytes in pieces.list.withLock { $0.append((true, bytes)) } }
    }

    /// What was written, for those who look at it elsewhere.
    var texts: [(isError: Bool, text: String)] {
        pieces.list.withLock { $0 }.map { ($0.isError, String(decoding: $0.bytes, as: UTF8.self)) }
    }

    func show(on system: System) {
        for piece in pieces.list.withLock({ $0 }) {
            if piece.isError { system.output.flush() }
            (piece.isError ? system.errors : system.output).write(bytes: piece.bytes)
        }
        system.flush()
    }
}
