internal import Diagnosis
internal import HTTPMessage

extension Rule {
    static let proxyRefused = Rule(
        "proxy-refused", symptom: "a proxy does not let the request through",
        proof: "the failure of the connection to the proxy, or its 407", references: ["RFC 9110 §15.5.8"],
        mayPassLater: true
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
            fix: Fix(
                host?.isLoopback == true
                    ? "Keep local addresses out of it: NO_PROXY=127.0.0.1,localhost."
                    : "Check the proxy's address and its credentials; --proxy '' goes without.",
                subject.again.map(\.withoutProxy)))
    }
}
