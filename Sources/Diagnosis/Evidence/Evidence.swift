public import Redaction

/// What a session recorded around one failure: all that a rule may judge by.
///
/// It is collected for one subject, so that it stays small however long the session is. Secrets in it are only compared;
/// what a rule says of one is its fingerprint.
public struct Evidence: Sendable {
    /// What is asked about.
    public var subject: Subject
    /// The provider that the requests were sent to.
    public var provider: RecordedProvider
    /// By number.
    public var exchanges: [RecordedExchange]
    /// The authorizations that the session recorded around the subject.
    public var authorizations: [RecordedAuthorization]
    /// Each client as it was from some moment on, oldest first.
    public var clients: [RecordedClient]
    /// The sets of tokens that the session recorded around the subject.
    public var tokens: [RecordedToken]
    /// Secrets by what they are: `api_key`, `client_secret`.
    public var secretKinds: [String: String]
    /// Shows a secret by its kind and its fingerprint.
    public var mask: SecretMask

    /// The evidence of one subject; exchanges are sorted by number and clients by time.
    public init(
        subject: Subject, provider: RecordedProvider = RecordedProvider(), exchanges: [RecordedExchange] = [],
        authorizations: [RecordedAuthorization] = [], clients: [RecordedClient] = [], tokens: [RecordedToken] = [],
        secretKinds: [String: String] = [:], mask: SecretMask
    ) {
        self.subject = subject
        self.provider = provider
        self.exchanges = exchanges.sorted { $0.number < $1.number }
        self.authorizations = authorizations
        self.clients = clients.sorted { $0.since < $1.since }
        self.tokens = tokens
        self.secretKinds = secretKinds
        self.mask = mask
    }
}

extension Evidence {
    /// Why a response could not be used, where the subject is one that was not refused.
    package var problem: String? {
        if case .exchange(_, let problem) = subject { return problem }
        return nil
    }
}

/// What is asked about.
public enum Subject: Sendable, Equatable {
    /// An exchange by its number; `problem` is why its response could not be used, where a check of ours refused it.
    case exchange(Int64, problem: String?)
    /// An authorization that brought no code, by its id.
    case authorization(Int64)
    /// A command that failed before it sent anything.
    case command(FailedCommand)
}

/// A command that failed by itself.
public struct FailedCommand: Sendable, Equatable {
    /// The diagnostic's stable name: `no-refresh-token`.
    public var code: String
    /// What the code means to the rules; nil where no rule is about it.
    public var problem: CommandProblem? { CommandProblem(code: code) }
    /// As it was typed, with every secret masked.
    public var line: String
    /// The token it was about.
    public var token: Int64?

    /// A failure of a command, with the set of tokens that it was about; nil where it was about none.
    public init(code: String, line: String, token: Int64? = nil) {
        self.code = code
        self.line = line
        self.token = token
    }
}
