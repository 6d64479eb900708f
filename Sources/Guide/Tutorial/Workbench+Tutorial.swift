package import Diagnostics
package import JSONKit
internal import Script
internal import Session
internal import Settings
package import Workbench

/// The lessons: begun, watched and left.
extension Workbench {
    /// The lesson that is on.
    package var tutorial: Tutorial? {
        get { observer as? Tutorial }
        set { observer = newValue }
    }

    /// How far the lessons have come, as far as they were begun.
    package func tutorialProgress() throws(Diagnostic) -> TutorialProgress {
        if sessionName == Tutorial.session { return try tutorialProgress(in: store()) }
        let path = try SessionName.path(Tutorial.session, in: environment.files.sessionFolder)
        guard environment.files.exists(path) else { return TutorialProgress() }
        let store = try SessionStore(path: path)
        defer { store.close() }
        return try tutorialProgress(in: store)
    }

    private func tutorialProgress(in store: SessionStore) throws(Diagnostic) -> TutorialProgress {
        if let progress = try TutorialProgress(store) { return progress }
        throw Diagnostic(
            .execution, "session-exists", "the session \(Tutorial.session) is not one of lessons",
            advice: ["call it otherwise: session rename \(Tutorial.session) NAME"])
    }

    /// Begins a lesson or goes on with it, in the lessons' own session.
    package func begin(_ progress: TutorialProgress, for call: CommandContext) async throws(Diagnostic) {
        let origin = tutorial.map(\.origin) ?? sessionName
        if sessionName != Tutorial.session { try open(session: Tutorial.session) }
        try progress.save(to: store())
        tutorial = nil
        let lesson = Lesson.all[progress.lesson - 1]
        for need in lesson.needs { try await meet(need, isBeginning: progress.step == 1, for: call) }
        tutorial = Tutorial(number: progress.lesson, step: progress.step, origin: origin)
    }

    /// Makes what a lesson needs, if it is not there.
    private func meet(
        _ need: Lesson.Need, isBeginning: Bool, for call: CommandContext
    ) async throws(Diagnostic) {
        if await holds(need.conditions + (isBeginning ? need.atFirstStep : [])) { return }
        await show(need.announcement, of: call)
        let script = ScriptSource(.prompt, text: need.commands.joined(separator: "\n"), name: "tutorial")
        var scope = usualScope
        scope.isRemembered = false
        guard let failure = await run(script, in: scope)?.first else { return }
        throw Diagnostic(
            .execution, "tutorial", "the lesson could not be prepared: \(failure.message)",
            advice: ["try `tutorial` again"])
    }

    /// Back to the session from before.
    package func leaveTutorial() throws(Diagnostic) {
        guard let left = tutorial else { return }
        tutorial = nil
        guard left.origin != Tutorial.session else { return }
        try open(session: left.origin)
    }

    /// Looks whether the step is done, once what was typed has been shown.
    fileprivate func checkTutorial() async {
        guard let state = tutorial, let typed = state.typed else { return }
        tutorial?.typed = nil
        guard sessionName == Tutorial.session else {
            // The learner has gone elsewhere; the progress is kept.
            tutorial = nil
            return
        }
        if await holds(state.current.check, locals: state.locals) {
            await advanceTutorial(after: typed.call)
        } else if state.isAttempt(typed) {
            tutorial?.misses += 1
            if let hint = tutorial?.hint { await show(hint, of: typed.call) }
        }
    }

    /// Goes to the next step, or ends the lesson.
    ///
    /// - Parameter isSkipped: whether the step was left out.
    package func advanceTutorial(after call: CommandContext, isSkipped: Bool = false) async {
        guard var state = tutorial else { return }
        do throws(Diagnostic) {
            var progress = try tutorialProgress()
            if isSkipped { progress.skipped[state.number, default: []].insert(state.step) }
            if state.step < state.lesson.steps.count {
                state.step += 1
                state.misses = 0
                state.typed = nil
                tutorial = state
                progress.step = state.step
                try progress.save(to: store())
                await show(state.task, of: call)
            } else {
                progress.done.insert(state.number)
                progress.lesson = min(state.number + 1, Lesson.all.count)
                progress.step = 1
                try progress.save(to: store())
                let ending = state.ending(progress)
                try leaveTutorial()
                await show(ending, of: call)
            }
        } catch {
            await failed(error)
        }
    }

    /// Whether every condition holds; one that cannot be decided does not.
    private func holds(_ conditions: [String], locals: [String: JSON] = [:]) async -> Bool {
        let text = conditions.map { "expect \($0)" }.joined(separator: "\n")
        let source = ScriptSource(.prompt, text: text, name: "tutorial")
        guard let script = try? Script.parse(source, vocabulary: vocabulary) else { return false }
        let evaluator = Evaluator(host: self, vocabulary: vocabulary, source: source, locals: locals)
        for case .call(let call) in script.statements {
            guard case .expectation(let expectation)? = call.operands.first,
                (try? await evaluator.holds(expectation)) == true
            else { return false }
        }
        return true
    }
}

extension Tutorial: CommandObserver {
    package mutating func lineBegan(_ line: String) { self.line = line }

    package mutating func ran(_ call: CommandContext, failed: Bool, answer: JSON?) {
        guard call.command.traits.effect != .steersLessons else { return }
        typed = Typed(call: call, failed: failed, answer: answer)
    }

    package func lineEnded(on bench: isolated Workbench) async { await bench.checkTutorial() }
}
