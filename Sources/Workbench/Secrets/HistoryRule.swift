internal import OAuthCore

/// What a typed line must not have to be kept in a history, before anything in it is known to be secret.
///
/// Such a line is dropped and not masked: one that came back with a mask in it would be run with the mask.
public enum HistoryRule {
    /// Whether a line gives a secret by its parameter's name, in a credential header, in a URL, or in a form that only
    /// secrets have.
    public static func holdsSecret(_ line: String) -> Bool {
        line.contains("--secret") || givesPassphrase(line) || namesSecret(line) || holdsCredential(line)
            || holdsKnownKind(line)
    }

    /// `session unlock my words`: it takes none there, and whoever types it has typed their passphrase, misspelt or not.
    private static func givesPassphrase(_ line: String) -> Bool {
        line.contains(/^\s*\w+\s+(un)?lock\s+[^\s\-]/) || line.contains(/^\s*revoke\s+[^\s\-{@?]\S*\s*$/)
    }

    /// `client_secret=x`, `password := "x"`, `{"password": "x"}`, `Authorization: Bearer x`, `?access_token=x`.
    private static func namesSecret(_ line: String) -> Bool {
        // Only as far as the value, in which the next name may stand: https://a.example/?code=x.
        line.matches(of: /([A-Za-z_-]+)["']?\s*(?::=|==|=|:)\s*/).contains { match in
            let name = String(match.1)
            let isSecret =
                SecretFinder.isSecret(name) || SecretFinder.isCredential(name) || name.lowercased() == "cookie"
            return isSecret && isWritten(line[match.range.upperBound...])
        }
    }

    /// Whether a value stands there itself, and not where it is to be had: `?`, `@FILE`, `{{env.NAME}}`, a JSONPath.
    private static func isWritten(_ value: Substring) -> Bool {
        let bare = value.drop { "\"'\\".contains($0) }.trimmingPrefix(/(?i:bearer|basic|dpop)\s+/)
        guard let first = bare.first else { return false }
        return first != "?" && first != "@" && !bare.hasPrefix("{{") && !bare.hasPrefix("$.") && !bare.hasPrefix("$[")
    }

    /// `--passphrase x`, `https://user:password@host`, `curl -u user:password`, a token after its scheme.
    private static func holdsCredential(_ line: String) -> Bool {
        line.contains(/--(passphrase|api-key|password)[ =]+["']?[^\s?@{"']/)
            || line.contains(/:\/\/[^\s\/@:]*:[^\s\/@]+@/)
            || line.contains(/(^|\s)(-u|--user|--proxy-user)[ =]*["']?[^\s"':]+:[^\s"']/)
            || line.contains(/(?i:bearer|basic|dpop)\s+[A-Za-z0-9._~+\/=-]{8,}/)
    }

    /// Whether a token with a known prefix stands in a text, or a JWT (RFC 7519).
    static func holdsKnownKind(_ line: String) -> Bool {
        let isKnown = SecretMask.knownKinds.contains { kind in
            guard let start = line.firstRange(of: kind)?.upperBound else { return false }
            return line[start...].prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }.count >= 12
        }
        // A JSON object in base64url begins so; behind it a signature or a part of it.
        return isKnown || line.contains(/eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]*\.?[A-Za-z0-9_-]*/)
    }
}
