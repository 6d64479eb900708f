internal import Diagnostics
internal import HTTPMessage
internal import Providers
internal import Sandbox
internal import SandboxCore
internal import Session
internal import Workbench

/// The sandbox in this process, started when it is needed.
actor SandboxHost: SandboxControl {
    /// Its file; nil keeps it in memory.
    private let store: String?
    private let clock: @Sendable () -> Int64
    /// Sends the sandbox's own requests.
    private let transport: any Transport
    private let random: @Sendable (Int) -> [UInt8]
    private var starting: Task<SandboxServer, any Error>?
    private var server: SandboxServer?

    init(
        store: String?, transport: any Transport, clock: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.transport = transport
        self.store = store
        self.clock = clock
        self.random = random
    }

    func start() async throws(Diagnostic) -> String { try await running().baseURL }

    func stop() async {
        let stopped = server
        server = nil
        starting = nil
        await stopped?.stop()
    }

    func address() async -> String? { server?.baseURL }

    func endpoints() async -> [(name: String, url: String)] { server?.endpoints ?? [] }

    func users() async -> [SandboxAccount] {
        guard let server else { return SandboxHost.standardUsers }
        return server.users.map { SandboxAccount(name: $0.name, password: $0.password, apiKey: $0.apiKey) }
    }

    static var standardUsers: [SandboxAccount] {
        SandboxSeed.standard.users.map { SandboxAccount(name: $0.name, password: $0.password, apiKey: $0.apiKey) }
    }

    func moveClock(bySeconds seconds: Int64) async throws(Diagnostic) {
        try await running().moveClock(bySeconds: seconds)
    }

    func faults() async -> [(name: String, summary: String, isSet: Bool)] {
        ((try? await running())?.faults ?? []).map { ($0.name, $0.summary, $0.state != .off) }
    }

    func setFault(_ name: String, count: Int?) async throws(Diagnostic) {
        let server = try await running()
        do throws(SandboxError) {
            if count == 0 { try server.clearFault(name) } else { try server.setFault(name, count: count) }
        } catch {
            throw Diagnostic(.usage, "sandbox-\(error.code.rawValue)", error.message, advice: [error.advice])
        }
    }

    func refusals() async -> [SandboxRefusal] {
        guard let server else { return [] }
        return server.refusals.map {
            SandboxRefusal(
                time: $0.time - server.clockOffset, authority: server.authority, method: $0.method, path: $0.path,
                status: $0.status, cause: $0.cause ?? "")
        }
    }

    /// The server; two callers at once wait for the same one.
    private func running() async throws(Diagnostic) -> SandboxServer {
        if let server { return server }
        let task =
            starting
            ?? Task { [store, transport, clock, random] in
                if let store { try PrivateFile.create(store) }
                var configuration = SandboxConfiguration()
                configuration.store = store.map { .file($0) } ?? .memory
                configuration.transport = transport
                return try await SandboxServer.start(configuration, clock: clock, randomBytes: random)
            }
        starting = task
        do {
            let server = try await task.value
            self.server = server
            return server
        } catch {
            starting = nil
            if let diagnostic = error as? Diagnostic { throw diagnostic }
            let failure = error as? SandboxError
            throw Diagnostic(
                .execution, "sandbox-start", failure?.message ?? "the sandbox did not start: \(error)",
                advice: [failure?.advice ?? "try again"])
        }
    }
}
