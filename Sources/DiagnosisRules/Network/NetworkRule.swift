internal import Diagnosis
internal import HTTPMessage

extension Rule {
    /// A rule about a connection that failed in one of these ways; it differs in its words.
    static func network(
        _ cause: String, _ codes: Set<TransportError.Code>, symptom: String, references: [String],
        words: @escaping @Sendable (RecordedExchange, Case) -> (String, Fix)
    ) -> Rule {
        Rule(
            cause, symptom: symptom, proof: "the recorded failure of the connection", references: references,
            mayPassLater: true
        ) { subject in
            guard let exchange = subject.exchange, let failure = exchange.exchange.failure else { return nil }
            // What answers at a callback is the application.
            guard subject.endpoint != .callback || codes.isDisjoint(with: [.connect]) else { return nil }
            let isProxy = exchange.exchange.proxy != nil && failure.code == .connect
            guard codes.contains(failure.code), !isProxy else {
                return .ruledOut("the failure is another: \(failure.code.rawValue)")
            }
            let (sentence, fix) = words(exchange, subject)
            return .found(.proved, sentence, [EvidenceLine(exchange.number, failure.message)], fix: fix)
        }
    }
}
