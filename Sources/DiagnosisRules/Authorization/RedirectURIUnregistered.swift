internal import Diagnosis

extension Rule {
    static let redirectURIUnregistered = redirectURI(
        "redirect-uri-unregistered", .any, references: ["RFC 6749 §3.1.2.3", "RFC 9700 §2.1"])
}
