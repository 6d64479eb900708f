/// What fixes a failure: a sentence for people, and the steps that a session can take itself.
public struct Fix: Sendable, Equatable {
    /// What is to be done, in a sentence for people.
    public var text: String
    /// In their order; the last repeats the failed request. Empty where only people can fix the failure.
    public var steps: [FixStep]
    /// Why its steps were left out: what was recorded shows that they cannot work.
    public var objection: String?

    /// A fix; without steps where only people can carry it out.
    public init(_ text: String, _ steps: [FixStep] = []) {
        self.text = text
        self.steps = steps
    }
}
