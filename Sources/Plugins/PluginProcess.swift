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
    private let child: ChildProcess
    private let host: Host
    private let log: @Sendable (String) -> Void
    private let queue = DispatchQueue(label: "keyway.plugin")
    /// Writing may wait for the plugin to read, which must hold up nothing else.
    private let writing = DispatchQueue(label: "keyway.plugin.write")
    private let state = Mutex(State())

    private struct State {
        var nextID: Int64 = 1
        var calls: [Int64: Call] = [:]
        /// How many of its questions the host is answering.
        var questions = 0
        var end: PluginError?
        var logged = 0
    }

    private struct Call {
        var answer: CheckedContinuation<Result<JSON, PluginError>, Never>
        var method: String
        var deadline: DispatchTime
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
                let deadline = DispatchTime.now() + .milliseconds(milliseconds)
                let end = state.withLock { state in
                    if state.end == nil {
                        state.calls[id] = Call(answer: answer, method: method, deadline: deadline)
                    }
                    return state.end
                }
                if let end { return answer.resume(returning: .failure(end)) }
                send([("id", JSON(id)), ("method", JSON(method)), ("params", parameters)])
                watch(id, milliseconds, isOptional: isOptional)
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

    private func cancel(_ id: Int64) {
        guard let call = state.withLock({ $0.calls.removeValue(forKey: id) }) else { return }
        notify("cancel", JSON(members: [("id", JSON(id))]))
        call.answer.resume(returning: .failure(PluginError("interrupted", "\(name) was interrupted")))
    }

    private func watch(_ id: Int64, _ milliseconds: Int, isOptional: Bool) {
        let deadline = state.withLock { $0.calls[id]?.deadline }
        guard let deadline else { return }
        queue.asyncAfter(deadline: deadline) { [weak self] in
            guard let self else { return }
            let (isLate, isOpen) = state.withLock { state in
                guard let call = state.calls[id] else { return (false, false) }
                if state.questions > 0 { state.calls[id]?.deadline = .now() + .milliseconds(milliseconds) }
                return (call.deadline <= .now() && state.questions == 0, true)
            }
            guard isLate else { return isOpen ? watch(id, milliseconds, isOptional: isOptional) : () }
            let error = PluginError(
                "plugin-timeout", "the plugin \(name) has not answered within \(milliseconds) ms",
                advice: ["it was ended; the next call starts it anew", "`plugin test FILE` tries it by itself"])
            if isOptional { return finish(id, .failure(error)) }
            end(error)
        }
    }

    private func finish(_ id: Int64, _ result: Result<JSON, PluginError>) {
        state.withLock { $0.calls.removeValue(forKey: id) }?.answer.resume(returning: result)
    }

    private func send(_ members: [(String, JSON)]) {
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

    // MARK: What it says

    private func listen() {
        var lines = LineSplitter(limit: limits.line)
        read(child.output) { [weak self] bytes in
            guard let self else { return false }
            guard let bytes else {
                end(nil)
                return false
            }
            guard let whole = lines.feed(bytes) else {
                end(nonsense("a line of more than \(limits.line >> 20) MB"))
                return false
            }
            for line in whole where !line.isEmpty { take(line) }
            return ended == nil
        }
        var remarks = LineSplitter(limit: 16 << 10)
        read(child.errors) { [weak self] bytes in
            guard let self, let bytes else { return false }
            for line in remarks.feed(bytes) ?? [Array("(a line too long to be shown)".utf8)] { note(line) }
            return true
        }
    }

    /// Reads until the end, or until the receiver has enough.
    ///
    /// A thread waits for each descriptor: a dispatch source whose descriptor has ended may be freed while the event loop
    /// still holds an event of it, which ends this process.
    private func read(_ descriptor: Int32, _ receive: @escaping (ArraySlice<UInt8>?) -> Bool) {
        nonisolated(unsafe) let receive = receive
        let queue = queue
        DispatchQueue(label: "plugin output").async {
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            while true {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                let bytes = count > 0 ? buffer[..<count] : nil
                if !queue.sync(execute: { receive(bytes) }) || count <= 0 { break }
            }
            close(descriptor)
        }
    }

    private func note(_ line: [UInt8]) {
        let count = state.withLock { state in
            state.logged += 1
            return state.logged
        }
        if count <= limits.logLines { log(String(decoding: line, as: UTF8.self)) }
        if count == limits.logLines { log("(what it says from here on is left out)") }
    }

    private func take(_ line: [UInt8]) {
        guard let message = try? JSON(parsing: line), message.members != nil else {
            return end(nonsense(String(decoding: line.prefix(80), as: UTF8.self)))
        }
        if let method = message["method"]?.string {
            return asked(method, message["params"] ?? JSON(members: []), id: message["id"])
        }
        guard let id = message["id"]?.integer else { return end(nonsense("neither an answer nor a question")) }
        if let error = message["error"] {
            let text = error["message"]?.string ?? error.text()
            return finish(id, .failure(PluginError("plugin-failed", "\(name): \(text)")))
        }
        guard let result = message["result"] else { return end(nonsense("an answer without result or error")) }
        finish(id, .success(result))
    }

    private func asked(_ method: String, _ parameters: JSON, id: JSON?) {
        let isTooMuch = state.withLock { state in
            state.questions += 1
            return state.questions > 100
        }
        if isTooMuch { return end(nonsense("more than a hundred questions at once")) }
        Task { [self] in
            let result = await host(method, parameters)
            state.withLock { state in
                state.questions -= 1
                for id in state.calls.keys { state.calls[id]?.deadline = .now() + .milliseconds(limits.run) }
            }
            guard let id else { return }
            switch result {
            case .success(let value): send([("id", id), ("result", value)])
            case .failure(let error):
                let members = [("code", JSON(-32000)), ("message", JSON(error.message)), ("data", JSON(error.code))]
                send([("id", id), ("error", JSON(members: members))])
            }
        }
    }

    private func nonsense(_ found: String) -> PluginError {
        PluginError(
            "plugin-nonsense", "the plugin \(name) does not speak the protocol: \(found)",
            advice: ["it was ended; what is no message must go to its standard error, not to its standard output"])
    }

    // MARK: The end

    /// Says `bye` and ends it.
    public func bye() {
        notify("bye")
        writing.sync {}
        end(PluginError("plugin-ended", "the plugin \(name) has been ended"))
    }

    /// - Parameter reason: nil where it has closed its output by itself.
    private func end(_ reason: PluginError?) {
        if let reason {
            let calls = settle(reason)
            child.end(grace: reason.code == "plugin-ended" ? limits.grace : 0)
            return fail(calls, reason)
        }
        let status = child.end(grace: limits.grace)
        let how = status.map { $0 < 0 ? "signal \(-$0)" : "exit status \($0)" } ?? "no status"
        let crash = PluginError(
            "plugin-crashed", "the plugin \(name) has ended by itself (\(how))",
            advice: ["the next call starts it anew", "what it said last is above; `plugin test FILE` tries it"])
        fail(settle(crash), crash)
    }

    /// Takes no calls from here on; the open ones, if it had not ended before.
    private func settle(_ reason: PluginError) -> [Call] {
        state.withLock { state in
            guard state.end == nil else { return [] }
            state.end = reason
            defer { state.calls = [:] }
            return Array(state.calls.values)
        }
    }

    /// Once nothing runs any more, so that who hears of it finds it so.
    private func fail(_ calls: [Call], _ reason: PluginError) {
        for call in calls { call.answer.resume(returning: .failure(reason)) }
    }
}
