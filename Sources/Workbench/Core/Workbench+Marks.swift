package import Diagnostics
internal import HTTPMessage
package import Redaction
package import Session

extension Workbench {
    /// The fingerprint of this session, with which secrets are told apart.
    package func fingerprint() throws(Diagnostic) -> Fingerprint {
        _ = try masker()
        return Fingerprint(key: Array((try store().setting("fingerprint key") ?? "").utf8))
    }

    /// Keeps where codes, tokens and secrets were sent.
    package func mark(_ entry: SessionExchange) throws(Diagnostic) {
        let values = entry.exchange.request.markedValues
        guard !values.isEmpty else { return }
        let fingerprint = try fingerprint()
        try store().saveMarks(values.map(fingerprint.number), exchange: entry.number)
    }
}
