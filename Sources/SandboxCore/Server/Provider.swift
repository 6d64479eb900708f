internal import Encodings
internal import HTTPMessage
internal import OAuthCore

/// The authorization server and its resources: what every endpoint works with.
package struct Provider: Sendable {
    /// Where the API begins on its host, as on the real provider.
    package static let basePath = "/api/openai/v1"

    /// What the operator configured.
    package let configuration: SandboxConfiguration
    /// The features that are served, and the tables made from them.
    package let features: FeatureSet
    /// The database of users, clients, codes and tokens.
    package let store: Store
    /// The pages that users see.
    package let pages: Pages
    /// The sandbox's own clock, which the operator can move.
    package let clock: ProviderClock
    /// Gives so many random bytes.
    package let randomBytes: @Sendable (Int) -> [UInt8]
    /// Which faults are on.
    package let faults: FaultSwitches
    /// The limits of the calls that users' clients make.
    package let limiter: RateLimiter
    /// The keys that sign ID tokens and access tokens that are JWTs.
    package let keys: SigningKeys
    /// The base URL and the issuer's name.
    package let issuer: String

    /// A provider; see the properties for the meaning of each value.
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

    /// An identifier with 128 random bits behind a prefix that tells what it is.
    package func randomID(_ prefix: String) -> String { prefix + Base64URL.encode(randomBytes(16)) }

    /// The absolute URL of a path below the issuer; the path begins with a slash.
    package func url(_ path: String) -> String { issuer + path }
}
