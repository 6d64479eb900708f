internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let discoveryIssuer = Rule(
        "discovery-issuer", symptom: "a metadata document is not taken",
        proof: "the issuer that was asked for against that of the document, as bytes",
        references: ["RFC 8414 §3.3", "OpenID Connect Discovery §4.3"]
    ) { subject in
        guard subject.endpoint == .metadata, let exchange = subject.exchange, subject.response != nil else {
            return nil
        }
        guard let found = exchange.members?["issuer"]?.string else { return nil }
        guard subject.problem == OAuthError.Code.issuerMismatch.rawValue else { return nil }
        let asked = issuer(of: exchange.request.url)
        let difference = Difference("asked for", asked, "in the document", found)
        return .found(
            .proved,
            difference.map { "The document is of another issuer than was asked for: \($0.words)." }
                ?? "The issuer that was asked for differs from the document's by a slash at its end.",
            [
                EvidenceLine(
                    exchange.number, "issuer in the document" + (difference == nil ? " is \(found)" : ""),
                    difference: difference)
            ],
            fix: found.contains("{")
                ? Fix(
                    "The document is for all tenants, and its issuer has a placeholder: use the URL of your own tenant, "
                        + "with its name or id in place of \u{201C}common\u{201D}, or add the provider with its endpoints."
                )
                : Fix(
                    "If the server is the right one, use the issuer as its document writes it.",
                    [FixStep(.useIssuer(found))]))
    }

    /// The issuer whose document has this address.
    private static func issuer(of url: String) -> String {
        let address = url.urlAddress
        guard let place = address.firstRange(of: "/.well-known/") else { return address }
        let after = address[place.upperBound...]
        let path = after.firstIndex(of: "/").map { String(after[$0...]) } ?? ""
        return String(address[..<place.lowerBound]) + path
    }
}
