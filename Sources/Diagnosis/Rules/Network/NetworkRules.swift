internal import HTTPMessage

extension Rule {
    static let tlsUntrusted = networkRule(
        "tls-untrusted", [.tlsUntrusted, .clientCertificate], symptom: "the connection cannot be trusted",
        references: ["RFC 9110 §4.3.4"]
    ) { exchange, _ in
        if exchange.exchange.failure?.code == .clientCertificate {
            return (
                "The server wants a certificate of the client's own, or does not take the one it got.",
                Mend("Show one: --cert FILE --key FILE.")
            )
        }
        let chain = exchange.exchange.tls?.certificates.first.map { ", issued by \($0.issuer)" } ?? ""
        return (
            "The server's certificate is not trusted\(chain): it is private, expired or of another name, or somebody "
                + "intercepts the connection.",
            Mend("If the authority is your own, trust it: --cacert FILE. Do not turn verification off.")
        )
    }

    static let tlsFailed = networkRule(
        "tls-failed", [.tlsHandshake], symptom: "the connection cannot be secured", references: []
    ) { _, _ in
        (
            "The TLS handshake failed: the other end speaks another TLS, or none.",
            Mend("Check the scheme and the port of the URL.")
        )
    }

    static let unreachable = networkRule(
        "unreachable", [.connect, .connectTimeout, .lookup, .timeout, .closed, .badURL, .unsupportedScheme],
        symptom: "no answer came", references: []
    ) { exchange, subject in
        switch exchange.exchange.failure?.code {
        case .lookup:
            return (
                "The host's name has no address.", Mend("Check the host of the URL, and the network.", subject.again)
            )
        case .timeout:
            return (
                "The server took the request and did not answer in time.",
                Mend(
                    "Try again; a request with a code must not be repeated.",
                    subject.redemption == nil
                        ? subject.again : subject.newTokens(like: subject.redemption?.authorization))
            )
        case .closed:
            return (
                "The connection closed before an answer came; the server may have handled the request.",
                Mend(
                    "Try again; a request with a code must not be repeated.",
                    subject.redemption == nil
                        ? subject.again : subject.newTokens(like: subject.redemption?.authorization))
            )
        case .badURL, .unsupportedScheme: return ("The URL cannot be called.", Mend("Write it as https://host/path."))
        default:
            return (
                "Nobody answers at that address.",
                Mend("See whether the server runs, and check host and port.", subject.again)
            )
        }
    }

    static let proxyRefused = Rule(
        "proxy-refused", symptom: "a proxy does not let the request through",
        proof: "the failure of the connection to the proxy, or its 407", references: ["RFC 9110 §15.5.8"]
    ) { subject in
        guard let exchange = subject.exchange else { return nil }
        let failure = exchange.exchange.failure
        let isProxy =
            failure.map {
                [.proxyRefused, .proxyLookup].contains($0.code)
                    || ($0.code == .connect && exchange.exchange.proxy != nil)
            } ?? (exchange.status == 407)
        guard isProxy else { return failure == nil ? nil : .ruledOut("no proxy is in the way") }
        let host = URLParts(exchange.request.url)
        return .found(
            .proved,
            host?.isLoopback == true
                ? "The request for a local address went to a proxy, which refused it."
                : "The proxy refused the request, or could not be reached.",
            [
                EvidenceLine(
                    exchange.number,
                    "went through \(exchange.exchange.proxy ?? "a proxy"): \(failure?.message ?? "it answers 407")")
            ],
            mend: Mend(
                host?.isLoopback == true
                    ? "Keep local addresses out of it: NO_PROXY=127.0.0.1,localhost."
                    : "Check the proxy's address and its credentials; --proxy '' goes without.",
                subject.again.map { "\($0) --proxy ''" }))
    }

    private static func networkRule(
        _ cause: String, _ codes: Set<TransportError.Code>, symptom: String, references: [String],
        words: @escaping @Sendable (RecordedExchange, Case) -> (String, Mend)
    ) -> Rule {
        Rule(cause, symptom: symptom, proof: "the recorded failure of the connection", references: references) {
            subject in
            guard let exchange = subject.exchange, let failure = exchange.exchange.failure else { return nil }
            let isProxy = exchange.exchange.proxy != nil && failure.code == .connect
            guard codes.contains(failure.code), !isProxy else {
                return .ruledOut("the failure is another: \(failure.code.rawValue)")
            }
            let (sentence, mend) = words(exchange, subject)
            return .found(.proved, sentence, [EvidenceLine(exchange.number, failure.message)], mend: mend)
        }
    }
}
