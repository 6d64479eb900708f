/// The causes that `why` names and that the sandbox cannot produce.
public enum ForeignCauses {
    /// In the order of the alphabet.
    public static let all = [
        "challenge-header-missing", "client-blocked", "client-id-missing",
        "client-secret-lifetime", "client-secret-missing", "code-encoded", "dpop-proof-invalid", "dpop-required",
        "id-token-claims",
        "metadata-malformed", "par-required", "refresh-token-expired", "registration-refused", "request-blocked",
        "request-uri-expired",
        "resource-metadata-missing",
    ]
}
