import CCurl
import HTTPMessage

/// Says why no secure connection could be had.
struct TLSFailureWording {
    var order: TransferOrder
    var ending: TransferEnding

    var error: TransportError {
        switch ending.code {
        case CURLE_SSL_CACERT_BADFILE:
            TransportError(
                .tlsUntrusted,
                "could not read the certificate authorities in "
                    + "\(order.options.certificateAuthority ?? "the system's file"); is it a PEM file that you may read?"
            )
        case CURLE_SSL_CERTPROBLEM:
            TransportError(
                .clientCertificate,
                "could not use the client certificate \(order.options.clientCertificate ?? ""): \(detail); "
                    + "are certificate and key PEM files that belong together, the key without a passphrase?")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: untrusted
        default: Self.wantsClientCertificate(ending.detail) ? clientCertificateWanted : handshake
        }
    }

    /// Whether libcurl tells of a TLS alert, which in TLS 1.3 may arrive after the handshake.
    static func isAlert(_ detail: String) -> Bool { detail.contains("alert") }

    private static func wantsClientCertificate(_ detail: String) -> Bool {
        detail.contains("certificate required") || detail.contains("alert bad certificate")
            || detail.contains("alert unknown ca") || detail.contains("alert certificate")
    }

    private var untrusted: TransportError {
        let leaf = ending.tls?.certificates.first
        let found = leaf.map { "; it names \"\($0.subject)\" and was issued by \"\($0.issuer)\"" } ?? ""
        return TransportError(
            .tlsUntrusted, "the certificate of \(order.server) is not trusted: \(detail)\(found); \(advice(leaf))")
    }

    private func advice(_ leaf: TLSSummary.Certificate?) -> String {
        if detail.contains("expired"), let leaf {
            return "it was valid until \(leaf.notAfter): renew it, or check this machine's clock"
        }
        if detail.contains("subject name") || detail.contains("host name") || detail.contains("IP address") {
            return "use the name that it was made for"
        }
        return "if you know that authority, name its PEM file with --cacert"
    }

    private var clientCertificateWanted: TransportError {
        let advice =
            order.options.clientCertificate == nil
            ? "name one with --cert and --key" : "is it issued by an authority that the server trusts, and still valid?"
        return TransportError(
            .clientCertificate, "\(order.server) wants another client certificate than it got (\(detail)); \(advice)")
    }

    private var handshake: TransportError {
        let mayWantCertificate =
            ending.detail.contains("alert handshake failure") && order.options.clientCertificate == nil
        let advice =
            mayWantCertificate
            ? "it may want a client certificate, named with --cert and --key, or share no cipher with this client"
            : "does it speak TLS on this port, in version 1.2 or later?"
        return TransportError(.tlsHandshake, "no secure connection to \(order.server): \(detail); \(advice)")
    }

    private var detail: String { ending.detail.safeToShow }
}
