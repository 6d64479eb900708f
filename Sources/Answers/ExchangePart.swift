package import HTTPMessage
package import Script

/// A part of an exchange that can be shown by itself. To add one, write it here and name it in ``all``.
package struct ExchangePart: Sendable {
    /// The word by which `show` names the part: `headers`.
    package let name: String
    let summary: String
    /// Gives the lines of the part; none where the exchange has nothing of it.
    package let lines: @Sendable (HTTPExchange) -> [String]

    /// Every part, in the order in which they are shown.
    package static let all = [request, headers, timing, tls]

    /// The part with a name; nil where there is none.
    package static func named(_ name: String) -> ExchangePart? { all.first { $0.name == name } }

    /// The queries that stand for the parts, so that `show headers` parses.
    package static let shapes = all.map { QueryShape($0.name, $0.summary) }

    private static let request = ExchangePart(name: "request", summary: "the last request as it was sent") { exchange in
        let head = exchange.sentHead ?? "\(exchange.request.method) \(exchange.request.url)"
        let body = exchange.request.body.map { String(decoding: $0.prefix(1 << 16), as: UTF8.self) }
        return lines(head) + (body.map { ["", $0] } ?? [])
    }

    private static let headers = ExchangePart(name: "headers", summary: "the headers of the last response") {
        exchange in
        guard let head = exchange.receivedHead else { return [exchange.failure?.message ?? "no response"] }
        return lines(head)
    }

    private static let timing = ExchangePart(name: "timing", summary: "how long each phase of the last exchange took") {
        exchange in
        let timing = exchange.timing
        let phases = [
            ("lookup", timing.lookup), ("connect", timing.connect - timing.lookup),
            ("tls", timing.tls == 0 ? 0 : timing.tls - timing.connect),
            ("first byte", timing.firstByte - max(timing.tls, timing.connect)),
            ("body", timing.total - timing.firstByte),
            ("total", timing.total),
        ]
        return TimingChart(phases).lines
    }

    private static let tls = ExchangePart(name: "tls", summary: "how the last connection was secured") { exchange in
        guard let tls = exchange.tls else { return ["not TLS"] }
        let verified = tls.verified ? "verified" : "NOT verified (--insecure)"
        return ["\(tls.version), \(verified)"]
            + tls.certificates.map { certificate in
                "\(certificate.subject), issued by \(certificate.issuer), until \(certificate.notAfter)"
            }
    }

    private static func lines(_ head: String) -> [String] {
        head.split(omittingEmptySubsequences: true) { $0.isNewline }.map(String.init)
    }

    static func milliseconds(_ microseconds: Int64) -> String {
        let tenths = (microseconds + 50) / 100
        return tenths < 1000 ? "\(tenths / 10).\(tenths % 10) ms" : "\(tenths / 10) ms"
    }
}
