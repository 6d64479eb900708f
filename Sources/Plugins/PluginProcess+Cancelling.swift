internal import JSONKit
internal import Synchronization

/// Ctrl-C: nobody waits for the answer any more, and a plugin that does not come back to its senses is ended.
extension PluginProcess {
    func cancel(_ id: Int64) {
        let (call, questions) = state.withLock { state -> (Call?, [Task<Void, Never>]) in
            guard let call = state.calls.removeValue(forKey: id) else { return (nil, []) }
            state.cancelled.insert(id)
            // Whose question it is cannot be told while another call is open.
            return (call, state.calls.isEmpty ? Array(state.questions.values) : [])
        }
        guard let call else { return }
        notify("cancel", JSON(members: [("id", JSON(id))]))
        for question in questions { question.cancel() }
        later(at: limits.clock.now() + .milliseconds(limits.cancel)) { process in
            guard process.state.withLock({ $0.cancelled.contains(id) }) else { return }
            let (name, time) = (process.name, process.limits.cancel)
            process.end(
                PluginError(
                    "plugin-cancel",
                    "the plugin \(name) went on for \(time) ms after it was told to cancel, and was ended"))
        }
        call.answer.resume(returning: .failure(PluginError("interrupted", "\(name) was interrupted")))
    }

    /// Waits until each cancelled call is answered, or the plugin has been ended for it.
    public func settled() async {
        guard state.withLock({ !$0.cancelled.isEmpty }) else { return }
        await withCheckedContinuation { waiting in
            let isSettled = state.withLock { state in
                if !state.cancelled.isEmpty { state.settling.append(waiting) }
                return state.cancelled.isEmpty
            }
            if isSettled { waiting.resume() }
        }
    }

    /// Takes an answer for a cancelled call; returns whether it was one.
    func settle(_ id: Int64) -> Bool {
        let (wasCancelled, waiting) = state.withLock { state -> (Bool, [CheckedContinuation<Void, Never>]) in
            let wasCancelled = state.cancelled.remove(id) != nil
            guard wasCancelled, state.cancelled.isEmpty else { return (wasCancelled, []) }
            defer { state.settling = [] }
            return (true, state.settling)
        }
        for waiting in waiting { waiting.resume() }
        return wasCancelled
    }
}
