public import Answers
public import Diagnostics
public import HTTPMessage
internal import JSONKit
public import OAuthCore
public import Plugins
public import Script
public import Session
public import Settings

/// Everything outside that a workbench uses; only the executable knows the real ones.
public struct WorkbenchEnvironment: Sendable {
    /// Sends the requests.
    public var transport: any Transport
    /// Shows the answers and failures.
    public var display: any Display
    /// Nil where no sandbox is at hand.
    public var sandbox: (any SandboxControl)?
    /// Signs in with the system's browser.
    public var browser: any UserAgent
    /// Shows the URL and takes the pasted answer.
    public var manual: any UserAgent
    /// Milliseconds since 1970.
    public var clock: @Sendable () -> Int64
    /// Waits for so long, or throws when the task is cancelled: between attempts, rounds of `watch`, and for what is late.
    public var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// That many random bytes from a cryptographic source.
    public var random: @Sendable (Int) -> [UInt8]
    /// The process's environment variables.
    public var variables: [String: String]
    /// Variables given with `--var`.
    public var givenVariables: [String: String] = [:]
    /// Files of variables given with `--vars-file`, the later ones before the earlier.
    public var variableFiles: [String] = []
    /// The environment of `keyway.json` that was chosen with `--env`.
    public var chosenEnvironment: String?
    /// What the texts of files may do beyond what they may do anyway, given with `--allow`.
    public var allowed: Set<Permission> = []
    /// Runs what must run even after Ctrl-C.
    public var protecting: @Sendable (@escaping @Sendable () async -> Void) async -> Void = { body in
        await Task { await body() }.value
    }
    /// Where a debugger asks and shows; nil where nobody can be asked.
    public var debugConsole: (any DebugConsole)?
    /// Runs a shell command on bytes; nil where no program may be run.
    public var shell: (@Sendable (_ command: String, _ input: [UInt8]) async throws(Diagnostic) -> Void)?
    /// Asks for a secret without echo; nil where nobody can be asked, or nothing was given.
    public var askSecret: (@Sendable (_ prompt: String) async -> String?)?
    /// The files that commands read and write.
    public var files: any FileAccess
    /// Asks the user for a line; nil where nobody can be asked.
    public var ask: (@Sendable (_ prompt: String) async -> String?)?
    /// Shows what a plugin says beside its answers.
    public var pluginLog: @Sendable (String) -> Void = { _ in }
    /// How long plugins may take, and how much they may send.
    public var pluginLimits = PluginLimits()
    /// Keyway's own, which plugins are told.
    public var version = "0.0.0"
    /// The user's preferences.
    public var preferences: Preferences
    /// The options with which requests are sent unless a command is given others.
    public var sending = TransportOptions()
    /// Seconds that were given on the command line, before which no preference comes.
    public var givenTimeout: Double?
    /// Seconds to wait for a connection that were given on the command line, before which no preference comes.
    public var givenConnectTimeout: Double?
    /// What all prompts have kept of what was typed; nil where there is no prompt.
    public var history: HistoryAccess?
    /// Opens a text in the user's editor; nil where nobody can be asked.
    public var editText: EditText?
    /// Told of each exchange once it is in the log.
    public var exchanged: (@Sendable (SessionExchange) -> Void)?
    /// Where answers come from: the network, the recording, or nowhere.
    public var network = Network.live
    /// The kinds of proof that requests may carry.
    public var proofs = ProofKind.all
    /// Whether what is run is remembered, so that a recipe can be made of it: at the prompt, say.
    public var keepsTypedLines = false
    /// Whether the pictures that answers bring are saved, to be looked at.
    public var keepsPictures = false

    /// - Returns: the text as it was saved, or nil if it was left as it is.
    public typealias EditText =
        @Sendable (_ text: String, _ fileName: String) async throws(Diagnostic) -> String?

    /// What is behind the transport.
    public enum Network: Sendable {
        case live
        /// A recording: what only a provider could give is made up.
        case recorded
        /// Nothing: requests are shown and not sent, and what their answers would bring is written `<client.id>`.
        case dry
    }

    /// An environment without plugins' logs, a shell, a history, or anybody to ask; those are set afterwards.
    public init(
        transport: any Transport, display: any Display, sandbox: (any SandboxControl)?, browser: any UserAgent,
        manual: any UserAgent, clock: @escaping @Sendable () -> Int64, random: @escaping @Sendable (Int) -> [UInt8],
        variables: [String: String], files: any FileAccess
    ) {
        self.transport = transport
        self.display = display
        self.sandbox = sandbox
        self.browser = browser
        self.manual = manual
        self.clock = clock
        self.random = random
        self.variables = variables
        self.files = files
        preferences = Preferences(path: files.sessionFolder + "/config", files: files)
    }
}

/// The history of the prompts.
public struct HistoryAccess: Sendable {
    /// Oldest first, each once.
    public var entries: @Sendable () throws(Diagnostic) -> [String]
    /// Removes every entry from the history.
    ///
    /// - Throws: where the file of the history cannot be written.
    public var clear: @Sendable () throws(Diagnostic) -> Void

    /// A history that is read and cleared by these closures.
    public init(
        entries: @escaping @Sendable () throws(Diagnostic) -> [String],
        clear: @escaping @Sendable () throws(Diagnostic) -> Void
    ) {
        self.entries = entries
        self.clear = clear
    }
}

/// Draws what happens; commands themselves never print. Nothing has a default, so that a display that stands before
/// another one leaves nothing out.
public protocol Display: Sendable {
    func show(_ answer: Answer, of call: CommandContext) async
    func stepBegan(_ title: String) async
    func failed(_ failure: Diagnostic, allowed: Bool) async
    /// A piece of a streamed body, as it arrives.
    func streamed(_ text: String) async
    /// An answer as it would be shown, plainly, for a file or a program.
    func text(of answer: Answer) async -> String
    /// A watched command is run once more.
    func roundBegan(_ title: String) async
    /// The watch is over.
    func roundsEnded() async
}

/// Goes with the user's authorization from the authorization URL to the callback.
public protocol UserAgent: Sendable {
    /// - Returns: the URL of the callback, as it came.
    func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String
}

/// What a user agent is asked to do.
public struct UserAgentRequest: Sendable {
    /// The authorization URL.
    public let url: String
    /// The redirect URI at which the callback is expected.
    public let redirectURI: String
    /// Seconds to wait.
    public let timeout: Double

    /// A request of these values.
    package init(url: String, redirectURI: String, timeout: Double) {
        self.url = url
        self.redirectURI = redirectURI
        self.timeout = timeout
    }
}

/// The sandbox as the workbench may know it: an address, and what its operator can do.
public protocol SandboxControl: Sendable {
    /// Starts it if it does not run; returns the base URL of its API.
    func start() async throws(Diagnostic) -> String
    func stop() async
    /// Nil while it does not run.
    func address() async -> String?
    /// The endpoints that its metadata names, by their members; none before it runs.
    func endpoints() async -> [(name: String, url: String)]
    func users() async -> [SandboxAccount]
    func moveClock(bySeconds seconds: Int64) async throws(Diagnostic)
    /// The faults that can be set, with what they do.
    func faults() async -> [(name: String, summary: String, isSet: Bool)]
    /// Sets a fault for so many requests, nil for all to come; 0 clears it.
    func setFault(_ name: String, count: Int?) async throws(Diagnostic)
    /// Its last refusals with their causes, for its operator's eyes: `trace` shows them, `why` must not see them.
    func refusals() async -> [SandboxRefusal]
}

extension SandboxControl {
    /// None: a sandbox without metadata names no endpoints.
    public func endpoints() async -> [(name: String, url: String)] { [] }
    /// None: a sandbox that keeps no refusals.
    public func refusals() async -> [SandboxRefusal] { [] }
}

/// A user of the sandbox.
public struct SandboxAccount: Sendable {
    /// The name that the user signs in with.
    public let name: String
    /// The password in clear.
    public let password: String
    /// The key of the API for managing clients: `sk-…`.
    public let apiKey: String

    /// An account with its secrets in clear.
    public init(name: String, password: String, apiKey: String) {
        self.name = name
        self.password = password
        self.apiKey = apiKey
    }
}
