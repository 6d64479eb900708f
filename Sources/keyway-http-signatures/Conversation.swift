internal import FoundationEssentials
internal import Glibc
internal import JSONKit

/// A request of the host.
struct Call {
    let id: JSON
    let method: String
    let parameters: JSON
}

/// Why a call has no result, in words for the user.
struct Refusal: Error {
    var code: Int64 = -32000
    var message: String
}

/// JSON-RPC 2.0 over standard input and output, one document a line.
struct Conversation {
    /// What came while an answer of the host was awaited.
    private var waiting: [JSON] = []
    private var asked: Int64 = 0

    /// The next request; nil once the host has said good-bye or is gone.
    mutating func nextCall() -> Call? {
        while let message = waiting.isEmpty ? read() : waiting.removeFirst() {
            guard let method = message["method"]?.string, method != "bye" else { return nil }
            // A call is done by the time that its `cancel` is read.
            guard let id = message["id"] else { continue }
            return Call(id: id, method: method, parameters: message["params"] ?? [:])
        }
        return nil
    }

    /// Asks the host; nil where it refuses.
    mutating func ask(_ method: String, _ parameters: JSON) -> JSON? {
        asked += 1
        send([("id", JSON(asked)), ("method", JSON(method)), ("params", parameters)])
        while let message = read() {
            if message["method"] == nil, message["id"]?.integer == asked { return message["result"] }
            waiting.append(message)
        }
        return nil
    }

    func answer(_ call: Call, _ result: JSON) { send([("id", call.id), ("result", result)]) }

    func fail(_ call: Call, _ refusal: Refusal) {
        send([("id", call.id), ("error", ["code": JSON(refusal.code), "message": JSON(refusal.message)])])
    }

    private func read() -> JSON? {
        while let line = readLine() {
            if let message = try? JSON(parsing: line) { return message }
        }
        return nil
    }

    private func send(_ members: [(String, JSON)]) {
        print(JSON(members: [("jsonrpc", "2.0")] + members).text())
        fflush(nil)
    }
}
