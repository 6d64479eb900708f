internal import Encodings
internal import HTTPMessage
internal import OAuthCore

/// The authorization server and its resources: what every endpoint works with.
package struct Provider: Sendable {
    /// Where the API begins on its host, as on the real provider.
    package static let basePath = "/api/openai/v1"

    package let configuration: SandboxConfiguration
    /// The features that are served, and the tables made from them.
    package let features: FeatureSet
    package let store: Store
    package let pages: Pages
    package let clock: ProviderClock
    package let randomBytes: @Sendable (Int) -> [UInt8]
    package let faults: FaultSwitches
    package let limiter: RateLimiter
    package let keys: SigningKeys
    /// The base URL and the issuer's name.
    package let issuer: String

    package init(
        configuration: SandboxConfiguration, features: FeatureSet, store: Store, pages: Pages, clock: ProviderClock,
        randomBytes: @escaping @Sendable (Int) -> [UInt8], faults: FaultSwitches, limiter: RateLimiter,
        keys: SigningKeys, issuer: String
    ) {
        self.configuration = configuration
        self.features = features
        self.store = store
        self.pages = pages
        self.clock = clock
        self.randomBytes = randomBytes
        self.faults = faults
        self.limiter = limiter
        self.keys = keys
        self.issuer = issuer
    }

    /// Milliseconds since 1970, by the sandbox's own clock.
    package var now: Int64 { clock.now }

    /// 256 random bits behind a prefix that tells what it is.
    package func randomSecret(_ prefix: String) -> String { prefix + Base64URL.encode(randomBytes(32)) }

    package func randomID(_ prefix: String) -> String { prefix + Base64URL.encode(randomBytes(16)) }

    package func url(_ path: String) -> String { issuer + path }
}
