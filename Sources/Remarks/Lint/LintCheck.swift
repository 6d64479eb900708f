public import Diagnosis
public import OAuthCore

/// One check of a document: a rule of a standard, and what in a document is against it.
public struct LintCheck: Sendable {
    /// A stable name: `endpoint-relative`.
    public let name: String
    /// How bad it is where the check finds something.
    public let severity: Remark.Severity
    /// Where the rule stands: `RFC 8414 §2`.
    public let section: String
    /// What is checked, in a few words that begin in lower case.
    public let summary: String
    /// The kind of document that it judges.
    public let kind: LintDocument.Kind
    /// A sentence for each thing that is against the rule.
    let find: @Sendable (LintDocument) -> [String]

    private init(
        _ kind: LintDocument.Kind, _ severity: Remark.Severity, _ name: String, _ section: String, _ summary: String,
        _ find: @escaping @Sendable (LintDocument) -> [String]
    ) {
        self.kind = kind
        self.severity = severity
        self.name = name
        self.section = section
        self.summary = summary
        self.find = find
    }

    /// A check of an authorization server's metadata.
    static func server(
        _ severity: Remark.Severity, _ name: String, _ section: String, _ summary: String,
        _ find: @escaping @Sendable (LintDocument) -> [String]
    ) -> LintCheck { LintCheck(.server, severity, name, section, summary, find) }

    /// A check of a protected resource's metadata.
    static func resource(
        _ severity: Remark.Severity, _ name: String, _ section: String, _ summary: String,
        _ find: @escaping @Sendable (LintDocument) -> [String]
    ) -> LintCheck { LintCheck(.resource, severity, name, section, summary, find) }

    /// A check of a client's metadata.
    static func client(
        _ severity: Remark.Severity, _ name: String, _ section: String, _ summary: String,
        _ find: @escaping @Sendable (LintDocument) -> [String]
    ) -> LintCheck { LintCheck(.client, severity, name, section, summary, find) }

    /// Every check, in the order in which remarks of one severity are told.
    public static let all: [LintCheck] =
        serverMembers + serverIssuer + serverEndpoints + serverGrants + serverClients + serverAlgorithms
        + resourceMembers
        + resourceServers + clientRedirects + clientMembers + clientDocument

    /// What the checks find in a document, the worst first.
    public static func remarks(on document: LintDocument) -> [Remark] {
        all.filter { $0.kind == document.kind }
            .flatMap { check in
                check.find(document).prefix(50).map { Remark(check.severity, check.name, $0, check.section) }
            }
            .sorted { $0.severity < $1.severity }
    }
}

/// What is wrong or weak about a provider and a client of the session, by the RFCs and RFC 9700.
public enum Lint {
    /// What is wrong with a provider as the session knows it.
    public static func provider(_ provider: RecordedProvider) -> [Remark] {
        LintCheck.remarks(on: LintDocument(provider.server))
    }

    /// What is wrong with a client as the session knows it.
    public static func client(_ client: ClientRegistration, at provider: RecordedProvider) -> [Remark] {
        LintCheck.remarks(on: LintDocument(client, at: provider.server))
    }
}
