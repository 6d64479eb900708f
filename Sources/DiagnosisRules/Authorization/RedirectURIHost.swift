internal import Diagnosis

extension Rule {
    static let redirectURIHost = redirectURI(
        "redirect-uri-host", .host, references: ["RFC 8252 §8.3", "RFC 6749 §3.1.2.3"])
}
