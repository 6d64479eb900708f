internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The socket, and the server behind it.
package final class Listener: Sendable {
    /// Host and port as they came to be: `127.0.0.1:8080`.
    package let authority: String
    private let services: ServiceGroup
    private let running: Task<Void, Never>

    private init(authority: String, services: ServiceGroup, running: Task<Void, Never>) {
        self.authority = authority
        self.services = services
        self.running = running
    }

    /// Listens, and answers with a dispatcher that is made when the port is known.
    package static func start(
        host: String, port: Int, dispatcher: @escaping @Sendable (_ authority: String) -> Dispatcher
    ) async throws(SandboxError) -> (Listener, Dispatcher) {
        let responder = Responder()
        let (starts, starting) = AsyncStream<Result<(Dispatcher, authority: String), any Error>>.makeStream()
        let application = Application(
            responder: responder,
            server: .http1(configuration: HTTP1Channel.Configuration(additionalChannelHandlers: [ServerDate()])),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in
                let authority = authority(host, channel.localAddress?.port ?? port)
                let dispatcher = dispatcher(authority)
                responder.use(dispatcher)
                starting.yield(.success((dispatcher, authority)))
            },
            logger: quiet)
        let services = ServiceGroup(configuration: .init(services: [application], logger: quiet))
        let running = Task {
            do { try await services.run() } catch { starting.yield(.failure(error)) }
            starting.finish()
        }
        for await start in starts {
            switch start {
            case .success(let (dispatcher, authority)):
                return (Listener(authority: authority, services: services, running: running), dispatcher)
            case .failure(let error): throw refused(host, port, error)
            }
        }
        throw refused(host, port, CancellationError())
    }

    /// Lets what is being answered end, for a second at most.
    package func stop() async {
        await services.triggerGracefulShutdown()
        let deadline = Task {
            try await Task.sleep(for: .seconds(1))
            running.cancel()
        }
        await running.value
        deadline.cancel()
    }

    /// What Hummingbird would say, the dispatcher says in the sandbox's own words.
    private static let quiet = Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() }

    private static func authority(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func refused(_ host: String, _ port: Int, _ error: any Error) -> SandboxError {
        let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? String(describing: error)
        return SandboxError(
            .address, "cannot listen on \(authority(host, port)): \(reason)",
            advice: "choose another port, or 0 for any that is free")
    }
}
