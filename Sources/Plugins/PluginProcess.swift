internal import Dispatch
internal import Glibc
public import JSONKit
internal import Synchronization

/// A running process plugin: JSON-RPC 2.0, one document a line, both ways.
public final class PluginProcess: Sendable {
    /// Answers what a plugin asks of its host.
    public typealias Host = @Sendable (_ method: String, _ parameters: JSON) async -> Result<JSON, PluginError>

    let name: String
    let limits: PluginLimits
    let child: ChildProcess
    let host: Host
    let log: @Sendable (String) -> Void
    let queue = DispatchQueue(label: "keyway.plugin")
    /// Writing may wait for the plugin to read, which must hold up nothing else.
    private let writing = DispatchQueue(label: "keyway.plugin.write")
    /// Is signalled once its standard error has ended.
    let remarksEnd = DispatchSemaphore(value: 0)
    let state = Mutex(State())

    struct State {
        var nextID: Int64 = 1
        var calls: [Int64: Call] = [:]
        /// The calls that nobody waits for any more, and that are not answered yet.
        var cancelled: Set<Int64> = []
        /// Who waits for those.
        var settling: [CheckedContinuation<Void, Never>] = []
        /// Its questions that the host is answering.
        var questions: [Int: Task<Void, Never>] = [:]
        var asked = 0
        var progress = PluginProgress()
        /// What it answered with, and nobody had asked.
        var strayID: Int64?
        var end: PluginError?
        var logged = 0
    }

    struct Call {
        var answer: CheckedContinuation<Result<JSON, PluginError>, Never>
        var milliseconds: Int
        /// By the clock of the limits.
        var deadline: Duration
        /// Whether a late answer is ignored.
        var isOptional: Bool
    }

    /// Starts it; `hello` comes first, by ``PluginProcess/greet(version:)``.
    ///
    /// - Parameters:
    ///   - environment: all the variables that it sees.
    ///   - log: takes each line of its standard error.
    public init(
        _ path: String, name: String, environment: [String: String], limits: PluginLimits = PluginLimits(),
        log: @escaping @Sendable (String) -> Void, host: @escaping Host
    ) throws(PluginError) {
        child = try ChildProcess(path, environment: environment)
        self.name = name
        self.limits = limits
        self.log = log
        self.host = host
        listen()
    }

    /// Why it no longer runs; nil while it does.
    public var ended: PluginError? { state.withLock { $0.end } }

    // MARK: Calls

    /// Calls a method of the plugin and waits for its answer.
    ///
    /// - Parameters:
    ///   - milliseconds: how long it may take.
    ///   - isOptional: whether a late answer is ignored, instead of ending the plugin.
    public func call(
        _ method: String, _ parameters: JSON, within milliseconds: Int, isOptional: Bool = false
    ) async throws(PluginError) -> JSON {
        let id = state.withLock { state in
            defer { state.nextID += 1 }
            return state.nextID
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { answer in
                let deadline = limits.clock.now() + .milliseconds(milliseconds)
                let end = state.withLock { state in
                    if state.end == nil {
                        state.calls[id] = Call(
                            answer: answer, milliseconds: milliseconds, deadline: deadline, isOptional: isOptional)
                    }
                    return state.end
                }
                if let end { return answer.resume(returning: .failure(end)) }
                send([("id", JSON(id)), ("method", JSON(method)), ("params", parameters)])
                watch(id)
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            self.cancel(id)
        }
        return try result.get()
    }

    /// Tells the plugin something to which there is no answer.
    public func notify(_ method: String, _ parameters: JSON = JSON(members: [])) {
        send([("method", JSON(method)), ("params", parameters)])
    }

    private func watch(_ id: Int64) {
        let deadline = state.withLock { $0.calls[id]?.deadline }
        guard let deadline else { return }
        later(at: deadline) { process in
            let now = process.limits.clock.now()
            let late = process.state.withLock { state -> (call: Call, isLate: Bool)? in
                guard let call = state.calls[id] else { return nil }
                let isLate = call.deadline <= now && state.questions.isEmpty
                if !isLate { state.calls[id]?.deadline = max(call.deadline, now + .milliseconds(call.milliseconds)) }
                return (call, isLate)
            }
            guard let late else { return }
            guard late.isLate else { return process.watch(id) }
            let error = process.lateness(late.call.milliseconds, id)
            if late.call.isOptional { return process.finish(id, .failure(error)) }
            process.end(error)
        }
    }

    /// Does something on the queue when a time has come, unless this process is gone by then.
    func later(at time: Duration, _ body: @escaping @Sendable (PluginProcess) -> Void) {
        limits.clock.at(time) { [weak self] in
            guard let self else { return }
            queue.async { body(self) }
        }
    }

    private func lateness(_ milliseconds: Int, _ id: Int64) -> PluginError {
        let stray = state.withLock { $0.strayID }
        let hint = stray.map {
            ["it answered with the id \($0), and was asked with \(id): give back the id as it came"]
        }
        return PluginError(
            "plugin-timeout", "the plugin \(name) has not answered within \(milliseconds) ms",
            advice: (hint ?? []) + [
                "it was ended; the next call starts it anew", "`plugin test FILE` tries it by itself",
            ])
    }

    func send(_ members: [(String, JSON)]) {
        let line = Array((JSON(members: [("jsonrpc", "2.0")] + members).text() + "\n").utf8)
        writing.async { [child] in
            var offset = 0
            while offset < line.count {
                let count = line.withUnsafeBytes {
                    write(child.input, $0.baseAddress?.advanced(by: offset), line.count - offset)
                }
                if count < 0, errno == EINTR { continue }
                // Who does not read any more has ended, or is about to be ended by a deadline.
                guard count > 0 else { return }
                offset += count
            }
        }
    }

    // MARK: The end

    /// Says `bye` and ends it.
    public func bye() {
        notify("bye")
        // Who does not read any more cannot be told.
        let told = DispatchGroup()
        writing.async(group: told) {}
        _ = told.wait(timeout: .now() + .milliseconds(limits.grace))
        end(PluginError("plugin-ended", "the plugin \(name) has been ended"))
    }

    func end(_ reason: PluginError) {
        let left = settle(reason)
        child.end(grace: reason.code == "plugin-ended" ? limits.grace : 0)
        tell(left, reason)
    }

    /// Its output has ended without our doing.
    func crashed() {
        let ending = child.end(grace: limits.grace)
        // What it said last is to be read before what became of it.
        _ = remarksEnd.wait(timeout: .now() + .milliseconds(limits.grace))
        let hasSpoken = state.withLock { $0.logged } > 0
        let said = hasSpoken ? "what it said last is above" : "it said nothing on its standard error"
        let crash = PluginError(
            "plugin-crashed", "the plugin \(name) \(ending.described)",
            advice: ["the next call starts it anew", "\(said); `plugin test FILE` tries it"])
        tell(settle(crash), crash)
    }

    /// Who is still to hear of its end.
    private struct Left {
        var calls: [Call] = []
        var settling: [CheckedContinuation<Void, Never>] = []
    }

    /// Takes no calls from here on, and gives up its questions, if it had not ended before.
    private func settle(_ reason: PluginError) -> Left {
        let (left, questions) = state.withLock { state -> (Left, [Task<Void, Never>]) in
            guard state.end == nil else { return (Left(), []) }
            state.end = reason
            defer { (state.calls, state.settling, state.cancelled) = ([:], [], []) }
            return (Left(calls: Array(state.calls.values), settling: state.settling), Array(state.questions.values))
        }
        for question in questions { question.cancel() }
        return left
    }

    /// Once nothing runs any more, so that who hears of it finds it so.
    private func tell(_ left: Left, _ reason: PluginError) {
        for waiting in left.settling { waiting.resume() }
        for call in left.calls { call.answer.resume(returning: .failure(reason)) }
    }
}
