/// A situation that can be told from what was recorded. To add one, write a file in this folder and name it in
/// ``RuleTable/all``.
public struct Rule: Sendable {
    /// The situation's stable name.
    public let cause: String
    /// What is seen of it.
    public let symptom: String
    /// The recorded facts that show it.
    public let proof: String
    public let references: [String]
    let examine: @Sendable (Case) -> Finding?

    /// - Parameter examine: nil where the symptom is not there at all.
    init(
        _ cause: String, symptom: String, proof: String, references: [String],
        examine: @escaping @Sendable (Case) -> Finding?
    ) {
        self.cause = cause
        self.symptom = symptom
        self.proof = proof
        self.references = references
        self.examine = examine
    }
}

/// What a rule finds where its symptom is there.
enum Finding: Sendable {
    case found(
        Verdict.Confidence, String, [EvidenceLine], mend: Mend? = nil, alternatives: [Alternative] = [])
    /// The reason that it is not this.
    case ruledOut(String)
}
