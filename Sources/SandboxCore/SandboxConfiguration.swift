public import HTTPMessage

/// How a sandbox is served. The defaults are a private provider in memory on a free loopback port.
public struct SandboxConfiguration: Sendable {
    /// Where users, clients, codes and tokens are kept.
    public enum Store: Sendable, Equatable {
        case memory
        /// A SQLite file, made with mode 0600 where there is none; several processes may share it.
        case file(String)
    }

    /// The address or name of the host to listen on.
    public var host = "127.0.0.1"
    /// 0 takes any free port.
    public var port = 0
    /// Where the provider keeps its data, by default in memory until it ends.
    public var store = Store.memory
    /// What the sandbox knows when it starts.
    public var seed = SandboxSeed.standard
    /// Answers chat and images in place of the built-in generators.
    public var upstream: SandboxUpstream?
    /// How long codes, tokens and sessions live.
    public var lifetimes = SandboxLifetimes()
    /// How many calls of the API a user of a client may make.
    public var rateLimit = SandboxRateLimit()
    /// Features that are switched on or off, by name; the others are as by default. ``SandboxServer/features`` lists them.
    public var features: [String: Bool] = [:]
    /// Sends what the sandbox sends by itself, such as pings to clients; nil for a sandbox that sends nothing.
    public var transport: (any Transport)?
    /// Numbers of features by `feature.setting`; the others are as by default.
    public var settings: [String: Int64] = [:]
    /// The issuer where a proxy stands before the sandbox: an absolute `http` or `https` URL without query or fragment.
    public var publicURL: String?
    /// Milliseconds between two pieces of a streamed answer.
    public var streamDelay: Int64 = 12

    /// A configuration with the defaults of all properties.
    public init() {}
}

extension SandboxConfiguration {
    /// - Parameter features: every feature there is.
    package func check(_ features: [Feature]) throws(SandboxError) {
        guard (0...65_535).contains(port) else {
            throw SandboxError(.configuration, "there is no port \(port)", advice: "give one from 0 to 65535")
        }
        try seed.check(scopes: features.scope)
        try features.check(settings)
        guard let publicURL else { return }
        let isWeb = publicURL.hasPrefix("https://") || publicURL.hasPrefix("http://")
        guard isWeb, !publicURL.contains("?"), RedirectURI(publicURL)?.host.isEmpty == false, !publicURL.hasSuffix("/")
        else {
            throw SandboxError(
                .configuration,
                "the public URL is no absolute http or https URL without query, fragment and slash at its end",
                advice: "give one like https://sandbox.example\(Provider.basePath)")
        }
    }
}

/// How long things live, in seconds.
public struct SandboxLifetimes: Sendable, Equatable {
    /// RFC 6749 §4.1.2 recommends ten minutes at most.
    public var code: Int64 = 60
    /// The access token, from its issue.
    public var accessToken: Int64 = 3600
    /// The refresh token, from its issue.
    public var refreshToken: Int64 = 30 * 24 * 3600
    /// The sign-in of a user in a browser.
    public var browserSession: Int64 = 12 * 3600
    /// The URL of a generated image.
    public var image: Int64 = 3600

    /// The default lifetimes.
    public init() {}
}

/// A token bucket for each user of each client.
public struct SandboxRateLimit: Sendable, Equatable {
    /// Calls that may come at once.
    public var burst: Double = 1000
    /// Calls that may follow, a second.
    public var perSecond: Double = 200

    /// The default limit: 1000 calls at once, and 200 a second after them.
    public init() {}
}

/// An OpenAI-compatible server that does the generating.
public struct SandboxUpstream: Sendable {
    /// The base URL, to which `/chat/completions` is added.
    public var url: String
    /// Sent as a bearer token.
    public var apiKey: String?
    /// Sends the requests to the upstream server.
    public var transport: any Transport
    /// The time limits and other options of those requests.
    public var options: TransportOptions

    /// An upstream server; without an API key its requests carry no bearer token.
    public init(
        url: String, apiKey: String? = nil, transport: any Transport, options: TransportOptions = TransportOptions()
    ) {
        self.url = url
        self.apiKey = apiKey
        self.transport = transport
        self.options = options
    }
}
