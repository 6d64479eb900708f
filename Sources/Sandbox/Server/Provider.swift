internal import Encodings
internal import HTTPMessage
internal import OAuthCore

/// The authorization server and its resources: what every endpoint works with.
struct Provider: Sendable {
    /// Where the API begins on its host, as on the real provider.
    static let basePath = "/api/openai/v1"

    let configuration: SandboxConfiguration
    /// The features that are served, and the tables made from them.
    let features: FeatureSet
    let store: Store
    let pages: Pages
    let clock: ProviderClock
    let randomBytes: @Sendable (Int) -> [UInt8]
    let faults: FaultSwitches
    let limiter: RateLimiter
    let keys: SigningKeys
    /// The base URL and the issuer's name.
    let issuer: String

    /// Milliseconds since 1970, by the sandbox's own clock.
    var now: Int64 { clock.now }

    /// 256 random bits behind a prefix that tells what it is.
    func randomSecret(_ prefix: String) -> String { prefix + Base64URL.encode(randomBytes(32)) }

    func randomID(_ prefix: String) -> String { prefix + Base64URL.encode(randomBytes(16)) }

    func url(_ path: String) -> String { issuer + path }
}
