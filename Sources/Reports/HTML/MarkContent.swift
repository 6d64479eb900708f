/// A sign and a word for how something ended; never the colour alone.
struct MarkContent {
    let outcome: String
    let sign: String

    init(_ outcome: RunOutcome) {
        self.outcome = outcome.rawValue
        sign =
            switch outcome {
            case .passed: "✓"
            case .failed, .error: "✗"
            case .skipped: "–"
            }
    }
}
