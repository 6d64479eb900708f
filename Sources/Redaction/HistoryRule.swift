/// What a typed line must not have to be kept in a history, before anything in it is known to be secret.
///
/// Such a line is dropped and not masked: one that came back with a mask in it would be run with the mask.
public enum HistoryRule {
    /// Whether a line gives a secret by its parameter's name, in a credential header, in a URL, or in a form that only
    /// secrets have.
    public static func holdsSecret(_ line: String) -> Bool {
        line.contains("--secret") || !SecretLine.secrets(in: line).isEmpty || setsRandom(line)
    }

    /// `set x = VALUE`, where the value alone says that it is secret.
    private static func setsRandom(_ line: String) -> Bool {
        guard line.contains(/(?m)^[ \t]*(try\s+)?set\s/) else { return false }
        let bytes = Array(line.utf8)
        return NamedValue.all(in: bytes).contains { value in
            value.notation == .pair && !SecretNames.isOpen(value.name)
                && SecretForm.isRandom(String(decoding: bytes[value.range], as: UTF8.self))
        }
    }

    /// Whether a token with a known prefix stands in a text, a JWT (RFC 7519) or a private key.
    package static func holdsKnownKind(_ line: String) -> Bool { !SecretForm.ranges(in: line).isEmpty }
}
