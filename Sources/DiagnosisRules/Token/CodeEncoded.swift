internal import Diagnosis
internal import Encodings
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let codeEncoded = Rule(
        "code-encoded", symptom: "the token endpoint refuses a code that was copied out of a URL",
        proof: "the code that was sent holds percent-encodings, and decoded it is the one that a callback brought",
        references: ["RFC 6749 §4.1.2", "RFC 3986 §2.1"]
    ) { subject in
        guard let redemption = subject.refusedRedemption else { return nil }
        let code = redemption.code
        guard hasEscape(code) else { return nil }
        let decoded = FormCoding.decode(code).text
        let known = subject.evidence.authorizations.last { $0.code == decoded }
        return .found(
            known == nil ? .likely : .proved,
            "The code is percent-encoded once more than it should be: it was copied out of a URL and not decoded.",
            [
                EvidenceLine(
                    redemption.exchange.number,
                    "sends a code of \(code.utf8.count) bytes with % in it; the answer is \(subject.answerPhrase)")
            ] + (known.map { [EvidenceLine(nil, "decoded, it is the code of authorization \($0.id)")] } ?? []),
            fix: Fix("Send the code decoded: %2F is /, %3D is =.", known == nil ? [] : [.exchange]),
            controls: known == nil ? [] : ["the code of the callback does not have these characters"])
    }

    private static func hasEscape(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.dropLast(2).contains { place in
            bytes[place] == UInt8(ascii: "%")
                && bytes[(place + 1)...(place + 2)].allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        }
    }
}
