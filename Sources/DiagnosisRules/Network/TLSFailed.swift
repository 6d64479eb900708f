internal import Diagnosis
internal import HTTPMessage

extension Rule {
    static let tlsFailed = network(
        "tls-failed", [.tlsHandshake], symptom: "the connection cannot be secured", references: []
    ) { _, _ in
        (
            "The TLS handshake failed: the other end speaks another TLS, or none.",
            Fix("Check the scheme and the port of the URL.")
        )
    }
}
