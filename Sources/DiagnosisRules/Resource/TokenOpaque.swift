internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let tokenOpaque = Rule(
        "token-opaque", symptom: "a token cannot be taken apart", proof: "it is not three parts of base64url JSON",
        references: ["RFC 6749 §1.4", "RFC 7519 §7.2"]
    ) { subject in
        guard subject.command?.problem == .tokenOpaque else { return nil }
        let token = subject.token(subject.command?.token)
        return .found(
            .proved, "The token is opaque, not a JWT: only the server knows what it means.",
            [
                EvidenceLine(
                    token?.exchange, "brought token \(token?.id ?? 0), which is not three parts of base64url JSON")
            ],
            fix: Fix(
                "Ask the server about it.", [subject.server.introspectionEndpoint == nil ? .userinfo : .introspect]))
    }
}
