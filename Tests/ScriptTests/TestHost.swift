import Diagnostics
import JSONKit
import Script

/// A host with a few values and one answer, which writes down what happens to it.
actor TestHost: ScriptHost {
    private(set) var events: [String] = []
    private(set) var calls: [Invocation] = []
    private(set) var shown: [JSON?] = []
    private var values: [String: JSON] = [
        "client.id": "client_1", "client.name": "My App", "authorization.state": "st4te", "scope": "profile email",
        "list": [1, 2, 3], "number": 42, "nothing": [],
    ]
    private let body: JSON?

    static let answer: JSON = [
        "username": "ada", "count": 3, "text": "3", "tags": ["a", "b"], "odd name": [["x|y": 1]], "nil": .null,
        "id": "01",
    ]

    private let files: [String: String]
    /// Answers of `status`, one after another; then 201.
    private var statuses: [Int]
    private(set) var pauses: [Duration] = []
    private(set) var isFinished = false

    init(body: JSON? = answer, files: [String: String] = [:], statuses: [Int] = []) {
        self.body = body
        self.files = files
        self.statuses = statuses
    }

    func text(ofFile path: String) throws(Diagnostic) -> String {
        if let text = files[path] { return text }
        throw Diagnostic(.execution, "file", "\(path) cannot be read: no such file", advice: ["check its name"])
    }

    func pause(for duration: Duration) { pauses.append(duration) }

    func value(named name: String, arguments: [String]) throws(Diagnostic) -> JSON? {
        if name == "echo" { return JSON(arguments.joined(separator: "+")) }
        if name == "broken" { throw Diagnostic(.execution, "broken", "the session cannot be read") }
        return values[name]
    }

    func valueNames() -> [String] { values.keys.sorted() }

    func answer(to query: String, arguments: [String]) throws(Diagnostic) -> JSON? {
        switch query {
        case "status": JSON(statuses.isEmpty ? 201 : statuses.removeFirst())
        case "header": arguments[0].lowercased() == "content-type" ? "application/json" : nil
        case "body": body.map { JSON($0.text()) }
        case "token": arguments[0] == "scope" ? "profile generations" : nil
        case "redirect": arguments[0] == "state" ? "st4te" : nil
        case "claim": JSON("claim \(arguments[0])")
        default: nil
        }
    }

    func lastBody() throws(Diagnostic) -> JSON {
        guard let body else { throw Diagnostic(.execution, "no-json", "the last response has no JSON body") }
        return body
    }

    func run(_ call: Invocation) async throws(Diagnostic) {
        calls.append(call)
        events.append(([call.name] + call.texts).joined(separator: " "))
        let evaluator = Evaluator(host: self, vocabulary: .test, call: call)
        switch call.operands.last {
        case .expectation(let expectation): try await evaluator.check(expectation)
        case .comparison(let comparison): try await evaluator.check(comparison)
        case .query(let query):
            let value = try await evaluator.answer(query)
            shown.append(value)
            if call.name == "save" { values[call.text(0) ?? ""] = value }
        default: break
        }
        for item in call.items where call.name == "set" { values[item.name] = item.value }
        if call.name == "quit" { isFinished = true }
        if call.name == "interrupt" { withUnsafeCurrentTask { $0?.cancel() } }
        guard call.name == "fail" else { return }
        throw Diagnostic(Diagnostic.Kind(rawValue: call.text(0) ?? "") ?? .execution, "failed", "it failed")
    }

    func stepBegan(_ title: String) { events.append("step: \(title)") }
    func failed(_ failure: Diagnostic) { events.append("failed: \(failure.code)") }
    func failedAsAllowed(_ failure: Diagnostic) { events.append("allowed: \(failure.code)") }
}

/// Files in memory.
struct TestLibrary: ScriptLibrary {
    var files: [String: String] = [:]

    func text(ofFile path: String) throws(Diagnostic) -> String {
        if let text = files[path] { return text }
        throw Diagnostic(.execution, "file", "\(path) cannot be read: no such file", advice: ["check its name"])
    }
}

extension Script {
    static func parse(
        _ text: String, files: [String: String] = [:], definitions: [String: Definition] = [:]
    ) throws(ScriptRejection) -> Script {
        try parse(
            ScriptSource(.recipe(path: "test"), text: text), vocabulary: .test, library: TestLibrary(files: files),
            definitions: definitions)
    }

    /// The one call of a text.
    static func call(_ text: String) throws -> CommandCall {
        let script = try parse(text)
        guard case .call(let call)? = script.statements.first, script.statements.count == 1 else {
            throw NotOneCall(statements: script.statements)
        }
        return call
    }

    struct NotOneCall: Error { var statements: [Statement] }
}

/// Parses and runs a text; what failed, and the host as it was left.
func run(
    _ text: String, keepsGoing: Bool = false, files: [String: String] = [:], on host: TestHost? = nil
) async throws -> (failures: [Diagnostic], host: TestHost) {
    let script = try Script.parse(text, files: files)
    let host = host ?? TestHost(files: files)
    return (await Interpreter(host: host, vocabulary: .test, keepsGoing: keepsGoing).run(script), host)
}
