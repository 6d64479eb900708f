/// What `why` says of one failure, with all that shows it, for somebody who was not there. It holds no secret.
public struct InvestigationPage: Sendable, Equatable {
    /// Keyway's version.
    public var version: String
    /// Milliseconds since 1970.
    public var writtenAt: Int64
    /// What was asked about: `exchange 7`.
    public var subject: String
    /// Nil where the facts name no cause.
    public var cause: CauseReport?
    /// The server's own words and codes, all of them.
    public var serverSays: [String] = []
    /// Causes that were looked at and are not the one.
    public var ruledOut: [CauseReport.Other] = []
    /// What each probe showed.
    public var probes: [String] = []
    /// What could not be compared, since it is masked.
    public var notCompared: String?
    /// The exchanges that the verdict is about, by number.
    public var exchanges: [ExchangeReport] = []
    /// The file beside this one from which the failure can be judged again.
    public var recording: String?

    /// A page without facts yet.
    public init(version: String, writtenAt: Int64, subject: String, cause: CauseReport? = nil) {
        self.version = version
        self.writtenAt = writtenAt
        self.subject = subject
        self.cause = cause
    }
}

extension InvestigationPage {
    var title: String { cause?.cause ?? "no cause found" }

    /// The verdict in a sentence.
    var sentence: String { cause?.sentence ?? "What was recorded does not tell why \(subject) failed." }

    /// What is said of masks at the end of a page.
    static let masks =
        "Values of tokens, secrets, codes and cookies are masked: the same mask stands for the same value."

    /// How the failure can be judged again.
    var again: String? { recording.map { "`keyway why \($0)` judges it again." } }
}
