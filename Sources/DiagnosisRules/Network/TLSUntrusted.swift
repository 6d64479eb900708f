internal import Diagnosis
internal import HTTPMessage

extension Rule {
    static let tlsUntrusted = network(
        "tls-untrusted", [.tlsUntrusted, .clientCertificate], symptom: "the connection cannot be trusted",
        references: ["RFC 9110 §4.3.4"]
    ) { exchange, _ in
        if exchange.exchange.failure?.code == .clientCertificate {
            return (
                "The server wants a certificate of the client's own, or does not take the one it got.",
                Fix("Show one: --cert FILE --key FILE.")
            )
        }
        return words(exchange)
    }

    /// By what our own verifier said of the certificate, and by what stands in it.
    private static func words(_ exchange: RecordedExchange) -> (String, Fix) {
        let said = exchange.exchange.failure?.message ?? ""
        let leaf = exchange.exchange.tls?.certificates.first
        let host = URLParts(exchange.request.url)?.host ?? "this host"
        if said.contains("expired") {
            return (
                "The server's certificate has expired" + (leaf.map { ": it was valid until \($0.notAfter)." } ?? "."),
                Fix("Have the certificate renewed, or set this machine's clock right.")
            )
        }
        if ["subject name", "host name", "IP address"].contains(where: said.contains) {
            return (
                "The server's certificate was made for another name than \(host).",
                Fix("Call the server by the name in its certificate.")
            )
        }
        let isSelfSigned = leaf.map { $0.subject == $0.issuer } ?? false
        let issuer = leaf.map { isSelfSigned ? ": it is signed by itself" : ": it was issued by \($0.issuer)" } ?? ""
        return (
            "The server's certificate is of no authority that is trusted here\(issuer). The authority is private, or "
                + "somebody intercepts the connection.",
            Fix("If the authority is your own, trust it: --cacert FILE. Do not turn verification off.")
        )
    }
}
