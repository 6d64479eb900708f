internal import Diagnosis
package import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Session
package import Workbench

/// What a recording says of its failure beside what is judged now.
package struct RecordedJudgement: Sendable {
    /// The names of what is masked in the request that failed: `code_verifier`.
    package let hidden: [String]
    /// The verdict where the secrets were known.
    package let cause: String?
    let confidence: String?
    let sentence: String?

    /// What could not be compared, in a sentence; nil where nothing is masked.
    package var notCompared: String? {
        guard !hidden.isEmpty else { return nil }
        return
            "\(hidden.joined(separator: ", ")): masked in this recording, so compared with each other only; what takes "
            + "the value itself (its hash, its form, its signature) is not judged"
    }

    /// What was said where the secrets were known, if now another cause comes first.
    func told(beside cause: String?) -> String? {
        guard let known = self.cause, known != cause else { return nil }
        return "\(known) (\(confidence ?? "")): \(sentence ?? "")"
    }

    var json: JSON {
        JSON(present: [
            ("cause", cause.map { JSON($0) }), ("confidence", confidence.map { JSON($0) }),
            ("sentence", sentence.map { JSON($0) }),
        ])
    }
}

extension Workbench {
    /// What the recording that the session came from says; nil where it did not come from one.
    package func recordedJudgement(of inquiry: Inquiry) throws(Diagnostic) -> RecordedJudgement? {
        guard try store().setting(Setting.masked) == Setting.standIns else { return nil }
        let verdict = try store().setting(Setting.recordedVerdict).flatMap { try? JSON(parsing: $0) }
        // The verdict that was written is of the failure that came with it.
        let isOfRecording = inquiry.isOfLastFailure
        return RecordedJudgement(
            hidden: inquiry.standIns, cause: isOfRecording ? verdict?["cause"]?.string : nil,
            confidence: verdict?["confidence"]?.string, sentence: verdict?["sentence"]?.string)
    }
}

extension Inquiry {
    /// The names of what stands masked in the request that failed, and of the verifier behind its challenge.
    fileprivate var standIns: [String] {
        var names: [String] = []
        if let request = entry?.exchange.request {
            let form = FormParameters.parse(String(decoding: (request.body ?? []).prefix(1 << 16), as: UTF8.self))
            let query = FormParameters.parse(URLParts(request.url)?.query ?? "")
            names += (Array(form) + Array(query)).filter { MaskedText.isStandIn($0.value) }.map(\.name)
            for header in ["Authorization", "DPoP", "Cookie"] {
                guard let value = request.headers[header] else { continue }
                let secret = BasicCredentials(headerValue: value)?.secret ?? value
                if MaskedText.isStandIn(secret) { names.append("the header \(header)") }
            }
        }
        if let authorization, authorization.verifier.map(MaskedText.isStandIn) == true { names.append("code_verifier") }
        return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
