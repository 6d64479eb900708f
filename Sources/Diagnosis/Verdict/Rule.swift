/// A situation that can be told from what was recorded. To add one, write a file in this folder and name it in
/// ``RuleTable/all``.
public struct Rule: Sendable {
    /// The situation's stable name.
    public let cause: String
    /// What is seen of it.
    public let symptom: String
    /// The recorded facts that show it.
    public let proof: String
    /// Where the situation is specified: `RFC 6749 §4.1.2`.
    public let references: [String]
    /// Whether the cause is read from the answer itself, whoever gave it.
    let isAboutTheAnswer: Bool
    /// Whether what it finds in the request explains a refusal whatever the server says of it.
    let explainsWhateverIsSaid: Bool
    /// Whether the cause may be over by itself, so that the same request may pass later.
    let mayPassLater: Bool
    let examine: @Sendable (Case) -> Finding?

    /// - Parameters:
    ///   - isAboutTheAnswer: whether the cause is read from the answer itself, whoever gave it.
    ///   - explainsWhateverIsSaid: whether what it finds in the request explains a refusal whatever the server says of it.
    ///   - mayPassLater: whether the cause may be over by itself, so that the same request may pass later.
    ///   - examine: nil where the symptom is not there at all.
    package init(
        _ cause: String, symptom: String, proof: String, references: [String], isAboutTheAnswer: Bool = false,
        explainsWhateverIsSaid: Bool = false, mayPassLater: Bool = false,
        examine: @escaping @Sendable (Case) -> Finding?
    ) {
        self.cause = cause
        self.symptom = symptom
        self.proof = proof
        self.references = references
        self.isAboutTheAnswer = isAboutTheAnswer
        self.explainsWhateverIsSaid = explainsWhateverIsSaid
        self.mayPassLater = mayPassLater
        self.examine = examine
    }
}

/// What a rule finds where its symptom is there.
package enum Finding: Sendable {
    /// A finding that needs an assumption says which, and is told as likely at most; `controls` are the exchanges and
    /// facts that were held against it.
    case found(
        Verdict.Confidence, String, [EvidenceLine], fix: Fix? = nil, alternatives: [Alternative] = [],
        assumptions: [String] = [], controls: [String] = [])
    /// The reason that it is not this.
    case ruledOut(String)
}
