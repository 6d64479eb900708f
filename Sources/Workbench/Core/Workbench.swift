package import Diagnostics
package import HTTPMessage
internal import JSONKit
package import OAuthCore
internal import Plugins
package import Redaction
public import Script
package import Session
internal import Settings

/// What a user works on: a session, the provider and client chosen in it, and the last exchange.
public actor Workbench {
    /// Everything outside that the workbench uses.
    package let environment: WorkbenchEnvironment
    /// The one door to the network.
    let exchanger: Exchanger
    /// What the texts of files may do.
    package let permissions: Permissions
    /// The plugins that were added.
    package let shelf: PluginShelf
    /// The name of the session's file; nil for one in memory.
    package private(set) var sessionName: String?
    private var openStore: SessionStore?
    private var openMasker: Masker? { didSet { latestMasker.take(openMasker) } }
    /// The same, for those who cannot wait for it.
    nonisolated let latestMasker = LatestMasker()
    /// The session's version when it was last looked at.
    private var seenVersion: Int64?
    /// What is chosen, by kind; read from the session when it is opened.
    package var selection = Selection()
    /// What another prompt has chosen, until it is told.
    private var outsideNews: String?
    /// The exchange that queries look at.
    package var last: SessionExchange?
    /// What proofs of requests have learned of servers since the start.
    var keptProofs: [KeptProof.Key: any RequestProof] = [:]
    private var lastJSON: (number: Int64, value: JSON)?
    /// The error of an authorization response that came after the last exchange.
    package var lastRefusal: ServerError?
    /// The commands that were defined at the prompt or by an included file.
    public internal(set) var definitions: [String: Definition] = [:]
    /// The variables that were given from outside; nil before the first text is run.
    var given: GivenVariables?
    /// Secrets that are in no session's file: in variables that were given, and in loops and parameters.
    private(set) var hiddenHere: Set<String> = []
    /// The variables that were saved since the start, which come before those given.
    var savedHere: Set<String> = []
    /// What was run, for recipes made of it.
    package var typed = TypedHistory()
    /// The providers that files have added since the run began, and which file it was.
    var addedInRun: [String: Origin] = [:]
    /// How many texts are run, each within the one before.
    var runDepth = 0
    /// The plugins that are in use, by their names.
    var openPlugins: [String: OpenPlugin] = [:]
    /// The scopes of the calls that process plugins work on, by plugin, the innermost last.
    var servedScopes: [String: [(number: Int, scope: RunScope)]] = [:]
    /// The exchange whose refusal was shown last.
    package var shownRefusal: Int64?
    /// What watches the commands that are run: the lesson that is on.
    package var observer: (any CommandObserver)?
    /// What is to stand in the prompt's next line.
    private var offered: String?
    /// The line that was typed before the one that runs, if there was one.
    package var lineBefore: String?
    /// Whether `quit` was given.
    public private(set) var isFinished = false

    /// - Parameter session: the name of a saved session, or nil for one that ends with the process. Nothing is opened
    ///   before it is needed.
    public init(session: String?, environment: WorkbenchEnvironment, table: CommandTable) {
        sessionName = session
        self.environment = environment
        exchanger = Exchanger(transport: environment.transport)
        permissions = Permissions(allowed: environment.allowed)
        shelf = PluginShelf(environment.files, builtIn: table)
    }

    /// Every command, those of the added plugins too.
    public nonisolated var table: CommandTable { shelf.table }
    /// The commands, queries and filters that scripts can name, with those of the added plugins.
    public nonisolated var vocabulary: Vocabulary { table.vocabulary }

    /// Ends the script or the prompt once the running command is done.
    package func finish() { isFinished = true }

    /// Puts a text in the prompt's next line.
    public func offer(_ text: String) { offered = text }

    /// What `edit` has brought for the prompt's next line, once.
    public func takeOffer() -> String {
        defer { offered = nil }
        return offered ?? ""
    }

    /// Whether the session's file is open: before that there is nothing to hide.
    package var openedStore: Bool { openStore != nil }

    // MARK: The session

    /// The session's file, opened at first use.
    package func store() throws(Diagnostic) -> SessionStore {
        if let openStore { return openStore }
        let store = try openedNow()
        seenVersion = try store.version()
        openStore = store
        selection = try Selection(store)
        return store
    }

    /// The session of that name; a dry run works on a copy of it, and makes no file where there is none.
    private func openedNow() throws(Diagnostic) -> SessionStore {
        guard let sessionName else { return try SessionStore() }
        let path = try SessionName.path(sessionName, in: environment.files.sessionFolder)
        return environment.network == .dry ? try SessionStore(copyOf: path) : try SessionStore(path: path)
    }

    /// Takes in what another prompt on the same session has changed: what is chosen, and what is secret.
    func keepUp() throws(Diagnostic) {
        guard let store = openStore, let version = try store.version(), version != seenVersion else { return }
        seenVersion = version
        let before = selection
        selection = try Selection(store)
        openMasker = nil
        if let news = try changed(since: before) { outsideNews = news }
    }

    /// What another prompt on the session has chosen since, once.
    public func takeOutsideNews() -> String? {
        defer { outsideNews = nil }
        return outsideNews
    }

    /// Forgets what was read of the session, whose secrets were sealed or opened.
    package func forgetSecrets() {
        openMasker = nil
        last = nil
        lastJSON = nil
    }

    /// Changes to another session; the one before stays as it is.
    package func open(session: String?) throws(Diagnostic) {
        closeStore()
        sessionName = session
        _ = try store()
    }

    /// Lets go of the session's file and of what was read from it.
    package func closeStore() {
        openStore?.close()
        openStore = nil
        openMasker = nil
        seenVersion = nil
        last = nil
        lastJSON = nil
        lastRefusal = nil
        shownRefusal = nil
        savedHere = []
        selection = Selection()
    }

    /// Runs something on a copy of the session, of which nothing is kept but the secrets that it has shown.
    func onCopy<Value: Sendable>(_ work: () async throws(Diagnostic) -> Value) async throws(Diagnostic) -> Value {
        let original = try store()
        let copy = try original.copy()
        let chosen = (seenVersion, selection, savedHere, keptProofs)
        let seen = (last, lastJSON, lastRefusal, shownRefusal)
        openStore = copy
        seenVersion = try copy.version()
        defer {
            copy.close()
            openStore = original
            (seenVersion, selection, savedHere, keptProofs) = chosen
            (last, lastJSON, lastRefusal, shownRefusal) = seen
        }
        return try await work()
    }

    // MARK: Secrets

    /// The masker, with every secret that the session knows.
    package func masker() throws(Diagnostic) -> Masker {
        if let openMasker { return openMasker }
        let store = try store()
        let fresh = environment.random(32).map { String($0, radix: 16) }.joined(separator: "-")
        let key = try store.setting("fingerprint key", orNew: fresh)
        var masker = Masker(fingerprint: Fingerprint(key: Array(key.utf8)))
        for secret in try store.namedSecrets() { masker.add(secret.value, secret.origin) }
        for secret in hiddenHere { masker.add(secret, .given) }
        openMasker = masker
        return masker
    }

    /// The masker; while no session is open one that knows no secrets, and hides what a text itself shows to be one.
    func masker(orWithout isOpen: Bool) throws(Diagnostic) -> Masker {
        isOpen ? try masker() : Masker(fingerprint: Fingerprint(key: environment.random(16)))
    }

    /// Hides these from now on; they are saved already.
    ///
    /// - Parameter origin: who said that they are secret, which decides where short ones are hidden.
    package func hide(_ secrets: some Sequence<String>, _ origin: SecretReach.Origin = .found) throws(Diagnostic) {
        var masker = try masker()
        for secret in secrets { masker.add(secret, origin) }
        openMasker = masker
    }

    /// Hides these, which no session keeps, until the process ends.
    func hideHere(_ secrets: some Sequence<String>) throws(Diagnostic) {
        hiddenHere.formUnion(secrets)
        try hide(secrets, .given)
    }

    /// Those that no session keeps and that now come into one, to be hidden after the process has ended too.
    func secretsOfHere(_ isHeld: (String) -> Bool) -> [FoundSecret] {
        hiddenHere.filter { secret in SecretSpelling.all(of: secret).contains(where: isHeld) }
            .map { FoundSecret(kind: "variable", value: $0) }
    }

    // MARK: The last exchange

    /// Saves an exchange and makes it the last one.
    package func record(_ exchange: HTTPExchange, purpose: ExchangePurpose, context: ExchangeContext) throws(Diagnostic)
        -> SessionExchange
    {
        var secrets = SecretFinder.secrets(in: exchange)
        secrets += secretsOfHere { text in exchange.holds(text) }
        var entry = SessionExchange(number: 0, purpose: purpose, context: context, exchange: exchange)
        entry.number = try store().save(entry, secrets: secrets)
        if !secrets.isEmpty { try hide(secrets.map(\.value)) }
        try mark(entry)
        last = entry
        lastRefusal = nil
        environment.exchanged?(entry)
        return entry
    }

    /// Puts what a plugin has made of the last response in its place, for queries to see.
    func replaceLast(_ entry: SessionExchange) {
        last = entry
        lastJSON = nil
    }

    /// The last exchange of this prompt, else the newest one of the session.
    ///
    /// - Throws: where nothing has been sent in the session yet.
    package func lastExchange() throws(Diagnostic) -> SessionExchange {
        if let last { return last }
        last = try store().newestExchange()
        guard let last else {
            throw Diagnostic(
                .execution, "no-exchange", "nothing has been sent in this session yet",
                advice: ["send something first: get /oauth/userinfo"])
        }
        return last
    }

    /// The last response's body as JSON, parsed once.
    func lastJSONBody() throws(Diagnostic) -> JSON {
        let entry = try lastExchange()
        if let lastJSON, lastJSON.number == entry.number { return lastJSON.value }
        guard let response = entry.exchange.response else {
            throw Diagnostic(
                .execution, "no-response", "exchange \(entry.number) has no response",
                found: entry.exchange.failure?.message, advice: ["`log \(entry.number)` shows it"])
        }
        do throws(JSONError) {
            let value = try JSON(parsing: response.body)
            lastJSON = (entry.number, value)
            return value
        } catch {
            throw Diagnostic(
                .execution, "not-json", "the body of exchange \(entry.number) is not JSON: \(error)",
                found: "\(response.mediaType ?? "no content type"), \(response.body.count.counted("byte"))",
                advice: ["`show body` shows it as it came"])
        }
    }
}
