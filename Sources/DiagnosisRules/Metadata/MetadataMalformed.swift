internal import Diagnosis

extension Rule {
    static let metadataMalformed = Rule(
        "metadata-malformed", symptom: "a metadata document has members that it must not have so",
        proof: "the member as it stands in the document, against the type that the RFC gives it",
        references: ["RFC 8414 §2", "RFC 8259 §8.1"], isAboutTheAnswer: true
    ) { subject in
        guard let sentence = subject.metadataFault, let exchange = subject.exchange else { return nil }
        return .found(
            .proved, sentence, [EvidenceLine(exchange.number, "answered with this document")],
            fix: Fix(
                "Tell the server's operator; until it is right, give the endpoints by hand: provider add NAME base_url=… token_endpoint=…"
            ))
    }
}
