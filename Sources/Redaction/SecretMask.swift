/// How a secret is shown: what kind it is, and its fingerprint.
public struct SecretMask: Sendable {
    public var fingerprint: Fingerprint

    public init(_ fingerprint: Fingerprint) { self.fingerprint = fingerprint }

    /// `secret_…#a1b2c3`, and `…#a1b2c3` where the secret says nothing of its kind.
    public func masked(_ secret: String) -> String {
        "\(SecretMask.kind(of: secret))\u{2026}#\(fingerprint.of(secret))"
    }

    /// Prefixes that providers give their secrets and tokens to tell them apart; no part of the secret itself.
    public static let knownKinds = [
        "secret_", "sk-", "sess_", "at_", "rt_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "glpat-", "xoxb-", "xoxp-",
        "github_pat_", "sk_live_", "sk_test_", "rk_live_", "rk_test_", "xoxa-", "xoxs-", "xapp-", "npm_", "pypi-",
        "hf_",
        "gsk_", "whsec_", "shpat_", "dop_v1_", "glrt-", "nvapi-", "AIza", "ya29.", "SG.",
    ]

    private static func kind(of secret: String) -> String {
        guard let end = secret.firstIndex(where: { $0 == "_" || $0 == "-" }) else { return "" }
        let prefix = String(secret[...end])
        return knownKinds.contains(prefix) ? prefix : ""
    }
}
