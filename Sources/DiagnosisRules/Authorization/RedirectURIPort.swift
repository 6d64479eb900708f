internal import Diagnosis

extension Rule {
    static let redirectURIPort = redirectURI(
        "redirect-uri-port", .port, references: ["RFC 8252 §7.3", "RFC 6749 §3.1.2.3"])
}
