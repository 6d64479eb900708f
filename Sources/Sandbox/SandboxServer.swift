internal import JSONKit
public import SandboxCore

/// A running sandbox provider.
public final class SandboxServer: Sendable {
    private let provider: Provider
    private let refusalLog: RefusalLog
    private let listener: Listener
    private let table: [Feature]

    private init(_ dispatcher: Dispatcher, _ listener: Listener, _ table: [Feature]) {
        provider = dispatcher.provider
        self.table = table
        refusalLog = dispatcher.refusals
        self.listener = listener
    }

    /// Opens the store, brings the seed into it, and listens.
    ///
    /// - Throws: ``SandboxError`` for a configuration that does not hold, a store that cannot be used, or an address
    ///   that cannot be listened on.
    /// - Parameters:
    ///   - clock: milliseconds since 1970.
    ///   - randomBytes: so many bytes of a generator fit for secrets.
    ///   - log: called with each request as it is answered.
    public static func start(
        _ configuration: SandboxConfiguration = SandboxConfiguration(), clock: @escaping @Sendable () -> Int64,
        randomBytes: @escaping @Sendable (Int) -> [UInt8], log: @escaping @Sendable (SandboxEvent) -> Void = { _ in }
    ) async throws(SandboxError) -> SandboxServer {
        try await start(configuration, table: Feature.all, clock: clock, randomBytes: randomBytes, log: log)
    }

    /// Serves the features of another table than ``Feature/all``.
    static func start(
        _ configuration: SandboxConfiguration, table: [Feature], clock: @escaping @Sendable () -> Int64,
        randomBytes: @escaping @Sendable (Int) -> [UInt8], log: @escaping @Sendable (SandboxEvent) -> Void
    ) async throws(SandboxError) -> SandboxServer {
        try configuration.check(table)
        let features = try FeatureSet(table, switches: configuration.features)
        let clock = ProviderClock(clock)
        let store = try Store(configuration, table, at: clock.now, randomBytes: randomBytes)
        let pages = try Pages(table.flatMap(\.pages))
        let (listener, dispatcher) = try await Listener.start(host: configuration.host, port: configuration.port) {
            let provider = Provider(
                configuration: configuration, features: features, store: store, pages: pages, clock: clock,
                randomBytes: randomBytes, faults: FaultSwitches(features.faults),
                limiter: RateLimiter(configuration.rateLimit), keys: SigningKeys(store: store, clock: clock),
                issuer: configuration.publicURL ?? "http://\($0)\(Provider.basePath)")
            return Dispatcher(provider, refusals: RefusalLog(), log: log)
        }
        return SandboxServer(dispatcher, listener, table)
    }

    /// The base of the API, `http://127.0.0.1:PORT/api/openai/v1`, which is also the issuer.
    public var baseURL: String { provider.issuer }

    /// The endpoints that its metadata names, by their members: `device_authorization_endpoint`.
    public var endpoints: [(name: String, url: String)] { Self.endpoints(of: provider) }

    /// The endpoints of a sandbox with every feature at this address, whether one runs there or not.
    public static func endpoints(at issuer: String) -> [(name: String, url: String)] {
        let configuration = SandboxConfiguration()
        let clock = ProviderClock { 0 }
        let random: @Sendable (Int) -> [UInt8] = { [UInt8](repeating: 0, count: $0) }
        guard let features = try? FeatureSet(Feature.all, switches: [:]), let pages = try? Pages([]),
            let store = try? Store(configuration, Feature.all, at: 0, randomBytes: random)
        else { return [] }
        return endpoints(
            of: Provider(
                configuration: configuration, features: features, store: store, pages: pages, clock: clock,
                randomBytes: random, faults: FaultSwitches([]), limiter: RateLimiter(configuration.rateLimit),
                keys: SigningKeys(store: store, clock: clock), issuer: issuer))
    }

    private static func endpoints(of provider: Provider) -> [(name: String, url: String)] {
        provider.features.metadata(of: provider).compactMap { member in
            guard member.name.hasSuffix("_endpoint"), let url = member.value.string else { return nil }
            return (member.name, url)
        }
    }

    /// Where it listens, whatever its public URL: `127.0.0.1:PORT`.
    public var authority: String { listener.authority }

    /// The accounts that can sign in, with their keys.
    public var users: [SandboxUser] { provider.configuration.seed.users }

    /// Every feature there is, and whether it is on.
    public var features: [SandboxFeature] {
        let served = Set(provider.features.features.map(\.name))
        return table.map {
            SandboxFeature(
                name: $0.name, summary: $0.summary, reference: $0.reference, isOn: served.contains($0.name),
                canBeSwitchedOff: $0.canBeSwitchedOff)
        }
    }

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
