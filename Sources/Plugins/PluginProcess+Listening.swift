internal import Dispatch
internal import Glibc
internal import JSONKit
internal import Synchronization

/// What a plugin says: answers, questions, and remarks on its standard error.
extension PluginProcess {
    func listen() {
        var lines = LineSplitter(limit: limits.line)
        read(child.output, atEnd: { $0.crashed() }) { [weak self] bytes in
            guard let self, let bytes else { return false }
            guard let whole = lines.feed(bytes) else {
                let advice = "send less, or write it to a file and send the file's name"
                end(nonsense("a line of more than \(limits.line >> 20) MB", advice: advice))
                return false
            }
            for line in whole where !line.isEmpty { take(line) }
            return ended == nil
        }
        var remarks = LineSplitter(limit: 16 << 10, cuts: true)
        read(child.errors) { [weak self] bytes in
            guard let self else { return false }
            for line in remarks.feed(bytes ?? []) ?? [] { note(line) }
            guard bytes == nil else { return true }
            let last = remarks.takeRest()
            if !last.isEmpty { note(last) }
            remarksEnd.signal()
            return false
        }
    }

    /// Reads until the end, or until the receiver has enough.
    ///
    /// A thread waits for each descriptor: a dispatch source whose descriptor has ended may be freed while the event loop
    /// still holds an event of it, which ends this process.
    private func read(
        _ descriptor: Int32, atEnd: @escaping @Sendable (PluginProcess) -> Void = { _ in },
        _ receive: @escaping (ArraySlice<UInt8>?) -> Bool
    ) {
        nonisolated(unsafe) let receive = receive
        let queue = queue
        DispatchQueue(label: "plugin output").async { [weak self] in
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            while true {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                let bytes = count > 0 ? buffer[..<count] : nil
                if !queue.sync(execute: { receive(bytes) }) || count <= 0 { break }
            }
            close(descriptor)
            if let self { atEnd(self) }
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
        let message: JSON
        do throws(JSONError) {
            message = try JSON(parsing: line)
        } catch {
            return end(nonsense(line, error))
        }
        guard message.members != nil else { return end(nonsense(line, nil)) }
        if let method = message["method"]?.string {
            return asked(method, message["params"] ?? JSON(members: []), id: message["id"])
        }
        guard let id = message["id"]?.integer else {
            let found = message["id"].map { "the answer's id is \($0.text().prefix(80)), and none that was asked" }
            return end(nonsense(found ?? "neither an answer nor a question"))
        }
        // Some write both, one of them null.
        if let error = message["error"], !error.isNull {
            let text = (error["message"]?.string ?? error.text()).shortened(to: 4000)
            return finish(id, .failure(PluginError("plugin-failed", "\(name): \(text)")))
        }
        guard let result = message["result"] else { return end(nonsense("an answer without result or error")) }
        finish(id, .success(result))
    }

    func finish(_ id: Int64, _ result: Result<JSON, PluginError>) {
        showProgress()
        let call = state.withLock { state in
            let call = state.calls.removeValue(forKey: id)
            if call == nil { state.strayID = id }
            return call
        }
        if let call { return call.answer.resume(returning: result) }
        // One that was cancelled, or ignored since it was late, or nobody's.
        _ = settle(id)
    }

    // MARK: Its questions

    private func asked(_ method: String, _ parameters: JSON, id: JSON?) {
        guard method != "keyway/progress" else { return progressed(parameters["text"]?.string ?? "", id: id) }
        // While Tab is answered, the line that is being typed belongs to its user.
        let isForTab = ["keyway/get", "keyway/run"].contains(method)
        guard state.withLock({ $0.calls.values.contains { isForTab || !$0.isOptional } }) else {
            return answer(id, .failure(PluginError("no-call", "\(method) is for a command or a hook that is running")))
        }
        let (number, count) = state.withLock { state in
            state.asked += 1
            return (state.asked, state.questions.count)
        }
        if count >= 100 {
            let advice = "wait for the answer to one question before the next"
            return end(nonsense("more than a hundred questions at once", advice: advice))
        }
        state.withLock { state in
            state.questions[number] = Task { [self] in
                let result = await host(method, parameters)
                showLife { $0.questions[number] = nil }
                answer(id, result)
            }
        }
    }

    /// A line for the user; nobody has to wait until it is shown.
    private func progressed(_ text: String, id: JSON?) {
        let now = limits.clock.now()
        let (shown, hasRest) = state.withLock { state -> (String?, Bool) in
            guard !state.calls.isEmpty else { return (nil, false) }
            return state.progress.take(text, at: now)
        }
        if let shown { log(shown) }
        if hasRest { later(at: now + PluginProgress.pause) { $0.showProgress() } }
        showLife { _ in }
        answer(id, .success(JSON(members: [])))
    }

    /// Shows what had to wait.
    private func showProgress() {
        if let text = state.withLock({ $0.progress.rest() }) { log(text) }
    }

    /// Each sign of life gives the open calls their time anew.
    private func showLife(_ change: (inout State) -> Void) {
        let now = limits.clock.now()
        state.withLock { state in
            change(&state)
            for (id, call) in state.calls { state.calls[id]?.deadline = now + .milliseconds(call.milliseconds) }
        }
    }

    private func answer(_ id: JSON?, _ result: Result<JSON, PluginError>) {
        guard let id else { return }
        switch result {
        case .success(let value): send([("id", id), ("result", value)])
        case .failure(let error):
            let members = [("code", JSON(-32000)), ("message", JSON(error.message)), ("data", JSON(error.code))]
            send([("id", id), ("error", JSON(members: members))])
        }
    }
}
