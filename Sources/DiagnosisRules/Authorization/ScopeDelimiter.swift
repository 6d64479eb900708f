internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let scopeDelimiter = Rule(
        "scope-delimiter", symptom: "the server refuses the scope of a request",
        proof: "the scope as it was sent, byte for byte: commas, doubled blanks or escaped plus signs",
        references: ["RFC 6749 §3.3"]
    ) { subject in
        guard let refusal = ScopeRefusal(subject) else { return nil }
        guard let (fault, corrected) = delimiterFault(refusal.text) else {
            return .ruledOut("the scope is divided by single spaces")
        }
        let known = refusal.known
        let isEntailed = known.map { $0.covers(corrected) && !$0.covers(Scope(refusal.text)) } ?? false
        return .found(
            isEntailed ? .proved : .likely, "The scope is divided \(fault); scope tokens are divided by single spaces.",
            [
                EvidenceLine(
                    refusal.exchange,
                    "sends the scope \u{201C}\(PrintableText.safe(refusal.text, limit: 200))\u{201D}, in the URL or body \(refusal.raw)"
                ),
                EvidenceLine(
                    nil,
                    "divided by spaces it is \(corrected.text)"
                        + (isEntailed ? ", all of which the client may ask for" : "")),
            ], fix: Fix("Divide it by single spaces.", refusal.retry(corrected, subject)))
    }

    private static func delimiterFault(_ text: String) -> (String, Scope)? {
        let separators: [(Character, String)] = [
            (",", "by commas"), ("+", "by plus signs"), (";", "by semicolons"), ("|", "by bars"),
        ]
        for (separator, words) in separators where text.contains(separator) {
            return (words, Scope(text.replacing(String(separator), with: " ")))
        }
        let pieces = text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
        if pieces.contains(where: \.isEmpty) { return ("by more than one blank", Scope(text)) }
        if text.contains(where: \.isWhitespace), text.contains(where: { $0.isWhitespace && $0 != " " }) {
            return (
                "by other blanks than the space", Scope(text.split(whereSeparator: \.isWhitespace).map(String.init))
            )
        }
        return nil
    }
}
