package import Answers
internal import Commands
package import Diagnostics
internal import Foundation
package import HTTPMessage
package import JSONKit
internal import Plugins
internal import Script
internal import Session
import Settings
internal import Synchronization
package import Workbench

/// Answers requests from a list, and keeps what it was asked.
package final class ListedTransport: Transport {
    private let state: Mutex<(answers: [HTTPResponse], requests: [HTTPRequest], options: [TransportOptions])>

    package init(_ answers: [HTTPResponse]) { state = Mutex((answers, [], [])) }

    package var options: [TransportOptions] { state.withLock { $0.options } }

    package var requests: [HTTPRequest] { state.withLock { $0.requests } }

    package func send(
        _ request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?
    ) async -> HTTPExchange {
        let answer = state.withLock { state in
            state.requests.append(request)
            state.options.append(options)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        let outcome = answer.map(HTTPExchange.Outcome.response) ?? .failure(TransportError(.connect, "nobody is there"))
        return HTTPExchange(request: request, outcome: outcome, startedAt: 1)
    }
}

/// Keeps what would be drawn, and what the session held at that moment.
package actor KeptDisplay: Display {
    package private(set) var answers: [Answer] = []
    package private(set) var failures: [Diagnostic] = []

    package init() {}

    package func show(_ answer: Answer, of call: CommandContext) { answers.append(answer) }
    package func stepBegan(_ title: String) {}
    package func failed(_ failure: Diagnostic, allowed: Bool) { failures.append(failure) }
    package func streamed(_ text: String) {}
    package func text(of answer: Answer) -> String { answer.json.map { $0.text() + "\n" } ?? "" }
    package func roundBegan(_ title: String) {}
    package func roundsEnded() {}
}

/// Comes back with a callback made of the authorization URL.
package struct ScriptedAgent: UserAgent {
    package var callback: @Sendable (_ parameters: FormParameters) -> String

    package init(callback: @escaping @Sendable (_ parameters: FormParameters) -> String) { self.callback = callback }

    package func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String {
        let query = request.url.split(separator: "?", maxSplits: 1).last.map(String.init) ?? ""
        return callback(FormParameters.parse(query))
    }
}

package struct TestFiles: FileAccess {
    package let sessionFolder: String

    package init(sessionFolder: String) { self.sessionFolder = sessionFolder }

    /// The file, or a text of its name where there is none.
    package func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        FileManager.default.contents(atPath: path).map(Array.init) ?? Array("from-a-file-\(path)\n".utf8)
    }
    package func sessionNames() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: sessionFolder)) ?? []
        return names.filter { $0.hasSuffix(".sqlite") }.map { String($0.dropLast(7)) }.sorted()
    }
    package func rename(_ path: String, to other: String) throws(Diagnostic) {
        do {
            try FileManager.default.moveItem(atPath: path, toPath: other)
        } catch {
            throw Diagnostic(.execution, "file", "\(error)")
        }
    }
    package func delete(_ path: String) throws(Diagnostic) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw Diagnostic(.execution, "file", "\(error)")
        }
    }
    package func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) { try PrivateFile.write(bytes, to: path) }
    package func deliver(_ bytes: [UInt8], to path: String, appends: Bool) throws(Diagnostic) {
        try PrivateFile.writeInPlace(bytes, to: path, appends: appends)
    }
    package func checkTarget(_ path: String) throws(Diagnostic) { try PrivateFile.checkTarget(path) }
    package func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

/// A workbench on answers from a list, with a provider called `test`.
package struct Bench {
    package let transport: ListedTransport
    package let display = KeptDisplay()
    package let workbench: Workbench
    package let folder: String

    package static let base = "https://api.example"

    package init(
        _ answers: [HTTPResponse] = [], folder: String = Bench.newFolder(), session: String? = "test",
        keepsPictures: Bool = false,
        callback: @escaping @Sendable (FormParameters) -> String = { sent in
            "http://127.0.0.1:8765/callback?code=code-12345678&state=\(sent.first("state") ?? "")"
        }, change: (inout WorkbenchEnvironment) -> Void = { _ in }
    ) async {
        transport = ListedTransport(answers)
        self.folder = folder
        let counter = Mutex<UInt8>(0)
        let agent = ScriptedAgent(callback: callback)
        var environment = WorkbenchEnvironment(
            transport: transport, display: display, sandbox: nil, browser: agent, manual: agent,
            clock: { 1_795_478_645_000 },
            random: { count in
                counter.withLock { $0 += 1 }
                let seed = counter.withLock { $0 }
                return (0..<count).map { UInt8(truncatingIfNeeded: $0) &+ seed }
            }, variables: ["SECRET": "from-the-environment"], files: TestFiles(sessionFolder: folder))
        environment.keepsPictures = keepsPictures
        // Starting many at once takes its time.
        (environment.pluginLimits.start, environment.pluginLimits.hook) = (60_000, 60_000)
        change(&environment)
        workbench = Workbench(session: session, environment: environment, table: .standard)
    }

    package static func newFolder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("keyway-\(UUID().uuidString)").path
    }

    /// Runs a script; returns the codes of its failures.
    @discardableResult
    package func run(_ text: String) async -> [String] {
        await workbench.run(ScriptSource(.commandLine, text: text)).map(\.code)
    }

    /// The provider and a client, ready for a flow.
    package static let ready = """
        provider add test base_url=\(base) authorization_endpoint=\(base)/authorize token_endpoint=\(base)/token \
        userinfo_endpoint=\(base)/userinfo revocation_endpoint=\(base)/revoke
        use test
        client add my-client client_secret=s3cret-value-1 redirect=http://127.0.0.1:8765/callback scope="read write"

        """

    package func form(_ index: Int) -> FormParameters {
        FormParameters.parse(String(decoding: transport.requests[index].body ?? [], as: UTF8.self))
    }
}

extension HTTPResponse {
    package static func json(_ json: JSON, status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Cache-Control", "no-store")],
            body: Array(json.text().utf8))
    }

    package static let tokens = json([
        "access_token": "access-token-1", "token_type": "Bearer", "expires_in": 3600,
        "refresh_token": "refresh-token-1", "scope": "read",
    ])
}
