import Answers
internal import Commands
package import CurlTransport
package import Diagnostics
internal import Foundation
internal import HTTPMessage
package import JSONKit
package import Sandbox
internal import SandboxCore
internal import Script
package import Workbench

/// The sandbox as a session knows it: an address, and what its operator can do.
package struct LiveSandbox: SandboxControl {
    package let server: SandboxServer

    package func start() async throws(Diagnostic) -> String { server.baseURL }
    package func stop() async {}
    package func address() async -> String? { server.baseURL }
    package func endpoints() async -> [(name: String, url: String)] { server.endpoints }
    package func users() async -> [SandboxAccount] {
        server.users.map { SandboxAccount(name: $0.name, password: $0.password, apiKey: $0.apiKey) }
    }
    package func moveClock(bySeconds seconds: Int64) async throws(Diagnostic) { server.moveClock(bySeconds: seconds) }
    package func faults() async -> [(name: String, summary: String, isSet: Bool)] {
        server.faults.map { ($0.name, $0.summary, $0.state != .off) }
    }
    package func setFault(_ name: String, count: Int?) async throws(Diagnostic) {
        do {
            if count == 0 { try server.clearFault(name) } else { try server.setFault(name, count: count) }
        } catch {
            throw Diagnostic(.usage, "sandbox", error.message)
        }
    }
}

/// A workbench on a sandbox over a real socket.
package struct LiveBench {
    package let server: SandboxServer
    package let transport: CurlTransport
    package let display = KeptDisplay()
    package let workbench: Workbench

    /// - Parameters:
    ///   - variables: the process's own, as `{{env.NAME}}` reads them.
    ///   - ask: who answers questions; nil where nobody can be asked.
    ///   - askSecret: who answers those whose answer is not shown.
    package init(
        session: String? = nil, folder: String = Bench.newFolder(), keepsTypedLines: Bool = false,
        variables: [String: String] = [:], ask: (@Sendable (String) async -> String?)? = nil,
        askSecret: (@Sendable (String) async -> String?)? = nil, change: (inout WorkbenchEnvironment) -> Void = { _ in }
    ) async throws {
        let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
        let random: @Sendable (Int) -> [UInt8] = { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
        var configuration = SandboxConfiguration()
        configuration.streamDelay = 0
        server = try await SandboxServer.start(configuration, clock: now, randomBytes: random)
        transport = CurlTransport(version: "test", now: now)
        let agent = ScriptedAgent { _ in "http://127.0.0.1:8765/callback?error=access_denied" }
        var environment = WorkbenchEnvironment(
            transport: transport, display: display, sandbox: LiveSandbox(server: server), browser: agent, manual: agent,
            clock: now, random: random, variables: variables, files: TestFiles(sessionFolder: folder))
        environment.ask = ask
        environment.askSecret = askSecret
        environment.keepsTypedLines = keepsTypedLines
        change(&environment)
        workbench = Workbench(session: session, environment: environment, table: .standard)
    }

    /// Runs a script; returns its failures in words.
    package func run(_ text: String) async -> [String] {
        await workbench.run(ScriptSource(.commandLine, text: text)).map {
            "\($0.code): \($0.message), \($0.found ?? "")"
        }
    }

    /// Runs a command; returns the value of what it answers.
    package func value(of line: String) async -> JSON? {
        let before = await display.answers.count
        _ = await run(line)
        let answers = await display.answers
        return answers.count > before ? answers.last?.json : nil
    }

    package func stop() async {
        transport.close()
        await server.stop()
    }
}
