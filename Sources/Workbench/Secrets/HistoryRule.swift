internal import OAuthCore

/// What a typed line must not have to be kept in a history, before anything in it is known to be secret.
public enum HistoryRule {
    /// Whether a line gives a secret by its parameter's name, in a credential header, or with a known prefix.
    public static func holdsSecret(_ line: String) -> Bool {
        let assignments = line.matches(of: /([A-Za-z_-]+)(:=|==|=|:)("?'?)([^\s&?@{"'][^\s&?]*)/)
        let isNamed = assignments.contains { match in
            SecretFinder.isSecret(String(match.1)) || SecretFinder.isCredential(String(match.1))
                || match.1.lowercased() == "cookie"
        }
        return isNamed || line.contains(/--(passphrase|api-key|password)[ =]+["']?[^\s?@{"']/)
            || line.contains("--secret") || holdsKnownKind(line)
    }

    /// Whether a token with a known prefix stands in a text.
    static func holdsKnownKind(_ line: String) -> Bool {
        SecretMask.knownKinds.contains { kind in
            guard let start = line.firstRange(of: kind)?.upperBound else { return false }
            return line[start...].prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }.count >= 12
        }
    }
}
