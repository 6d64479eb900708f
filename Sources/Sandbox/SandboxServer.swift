/// A running sandbox provider.
public final class SandboxServer: Sendable {
    private let provider: Provider
    private let refusalLog: RefusalLog
    private let listener: Listener

    private init(_ dispatcher: Dispatcher, _ listener: Listener) {
        provider = dispatcher.provider
        refusalLog = dispatcher.refusals
        self.listener = listener
    }

    /// Opens the store, brings the seed into it, and listens.
    ///
    /// - Parameters:
    ///   - clock: milliseconds since 1970.
    ///   - randomBytes: so many bytes of a generator fit for secrets.
    ///   - log: called with each request as it is answered.
    public static func start(
        _ configuration: SandboxConfiguration = SandboxConfiguration(), clock: @escaping @Sendable () -> Int64,
        randomBytes: @escaping @Sendable (Int) -> [UInt8], log: @escaping @Sendable (SandboxEvent) -> Void = { _ in }
    ) async throws(SandboxError) -> SandboxServer {
        try configuration.check()
        let clock = ProviderClock(clock)
        let store = try Store(configuration, at: clock.now, randomBytes: randomBytes)
        let pages = try Pages()
        let (listener, dispatcher) = try await Listener.start(host: configuration.host, port: configuration.port) {
            let provider = Provider(
                configuration: configuration, store: store, pages: pages, clock: clock, randomBytes: randomBytes,
                faults: FaultSwitches(), limiter: RateLimiter(configuration.rateLimit),
                keys: SigningKeys(store: store, clock: clock),
                issuer: configuration.publicURL ?? "http://\($0)\(Provider.basePath)")
            return Dispatcher(provider, refusals: RefusalLog(), log: log)
        }
        return SandboxServer(dispatcher, listener)
    }

    /// The base of the API, `http://127.0.0.1:PORT/api/openai/v1`, which is also the issuer.
    public var baseURL: String { provider.issuer }

    /// Where it listens, whatever its public URL: `127.0.0.1:PORT`.
    public var authority: String { listener.authority }

    /// The accounts that can sign in, with their keys.
    public var users: [SandboxUser] { provider.configuration.seed.users }

    /// The last refusals with their causes, oldest first.
    public var refusals: [SandboxEvent] { refusalLog.all }

    /// Moves the sandbox's clock, which counts for everything that expires.
    public func moveClock(bySeconds seconds: Int64) { provider.clock.move(byMilliseconds: seconds &* 1000) }

    /// How far its clock is moved, in milliseconds.
    public var clockOffset: Int64 { provider.clock.moved }

    /// Every fault there is, and whether it is on.
    public var faults: [SandboxFault] { provider.faults.all }

    /// Switches a fault on.
    ///
    /// - Parameter count: the requests it is for; nil until it is cleared.
    public func setFault(_ name: String, count: Int? = nil) throws(SandboxError) {
        try provider.faults.set(name, count: count)
    }

    public func clearFault(_ name: String) throws(SandboxError) { try provider.faults.clear(name) }

    public func clearFaults() { provider.faults.clearAll() }

    /// Lets what is being answered end, for a second at most, and closes the store.
    public func stop() async {
        await listener.stop()
        provider.store.close()
    }
}
