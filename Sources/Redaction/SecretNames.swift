/// The names under which messages and people keep secrets.
public enum SecretNames {
    /// Whether a parameter, a member or a form's field of this name holds a secret.
    public static func isParameter(_ name: String) -> Bool {
        let plain = plain(name)
        return parameters.contains(plain) || parameterEnds.contains { plain.hasSuffix($0) }
    }

    private static let parameters: Set<String> = [
        "idtoken", "code", "codeverifier", "assertion", "clientassertion", "devicecode", "sessiontoken",
        "subjecttoken", "actortoken", "samlresponse", "passwd", "otp", "authenticitytoken", "csrf", "xsrf",
    ]
    /// `formtoken` and what follows are how pages tell their own forms from forged ones.
    private static let parameterEnds = [
        "accesstoken", "refreshtoken", "secret", "password", "passphrase", "apikey", "privatekey", "secretkey",
        "formtoken", "csrftoken", "xsrftoken", "csrfmiddlewaretoken", "verificationtoken",
    ]

    /// Whether a header of this name carries a credential: the registered ones, and those that APIs make up.
    public static func isHeader(_ name: String) -> Bool {
        let plain = plain(name)
        return plain == "dpop" || headerEnds.contains { plain.hasSuffix($0) } && !isPlace(words(of: name))
    }

    /// Whether a token says only where a list goes on: `next_page_token`.
    private static func isPlace(_ words: [String]) -> Bool {
        words.last == "token" && pages.contains(words.dropLast().last ?? "")
    }

    private static let pages: Set<String> = ["page", "next", "previous", "cursor", "continuation", "sync"]

    private static let headerEnds = [
        "authorization", "token", "secret", "password", "apikey", "accesskey", "authkey", "secretkey",
        "subscriptionkey", "functionskey",
    ]

    /// The credential in a header's value: what stands behind its scheme (RFC 9110 §11.4).
    public static func credential(_ value: String, in header: String) -> String {
        let bytes = Array(value.utf8)
        return String(decoding: bytes[withoutScheme(bytes, bytes.indices, header)], as: UTF8.self)
    }

    static func withoutScheme(_ text: [UInt8], _ range: Range<Int>, _ header: String) -> Range<Int> {
        guard let blank = text[range].firstIndex(of: UInt8(ascii: " ")),
            plain(header).hasSuffix("authorization") || isScheme(text[range.lowerBound..<blank]),
            let start = text[blank..<range.upperBound].firstIndex(where: { $0 != UInt8(ascii: " ") })
        else { return range }
        return start..<range.upperBound
    }

    static func isScheme(_ word: ArraySlice<UInt8>) -> Bool {
        word.count < 8
            && ["bearer", "basic", "dpop", "token"].contains(String(decoding: word, as: UTF8.self).lowercased())
    }

    /// Whether somebody who calls a variable this keeps a secret in it: `SERIKA_API_KEY`, `dbPassword`, `token`.
    public static func isVariable(_ name: String) -> Bool {
        if isParameter(name) { return true }
        let words = words(of: name)
        guard let last = words.last, !about.contains(last) else { return false }
        if isPlace(words) { return false }
        if words.contains(where: variableWords.contains) { return true }
        return last == "key" && !openKeys.contains(words.dropLast().last ?? "")
    }

    /// Whether a variable of this name keeps a secret when it holds this: `key` is also what a list is sorted by, and
    /// `code` an error, and both are then a word.
    public static func isVariable(_ name: String, holding value: String) -> Bool {
        guard isVariable(name), !answers.contains(value.lowercased()) else { return false }
        let words = words(of: name)
        let isVague = words == ["code"] || words.last == "key" && !isParameter(name)
        return !isVague || value.wholeMatch(of: /[a-z]+([ _-][a-z]+)*/) == nil
    }

    /// Whether a name says that everybody may see the value, however random it looks: `request_id`, `file_digest`.
    public static func isOpen(_ name: String) -> Bool {
        guard let last = words(of: name).last else { return false }
        return about.contains(last) || open.contains(last)
    }

    private static let variableWords: Set<String> = [
        "secret", "secrets", "token", "password", "passwd", "pwd", "passphrase", "credential", "credentials", "apikey",
        "jwt", "bearer",
    ]
    /// Keys that everybody may see.
    private static let openKeys: Set<String> = [
        "public", "primary", "foreign", "sort", "partition", "cache", "idempotency", "index",
    ]
    /// `has_token = true` would hide every `true` from then on.
    private static let answers: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "none", ""]
    /// What is made by a generator or a digest, and no secret.
    private static let open: Set<String> = [
        "etag", "sha", "sha1", "sha256", "sha384", "sha512", "hash", "digest", "checksum", "integrity", "fingerprint",
        "thumbprint", "uuid", "guid", "trace", "cursor", "slug", "challenge", "kid", "jkt", "sub",
    ]
    /// What a name ends with that tells something about a secret, and not the secret: `token_type`.
    private static let about: Set<String> = [
        "type", "types", "endpoint", "url", "uri", "id", "ids", "count", "limit", "name", "names", "expires", "expiry",
        "lifetime", "method", "methods", "scope", "kind", "length", "hint", "file", "path", "status", "error",
        "alg", "algs", "enc", "supported", "audience", "issuer", "version", "size", "age", "ttl", "seconds", "format",
        "at", "in", "on", "by", "policy", "enabled", "required", "valid", "prefix", "claims", "number", "used", "usage",
    ]

    private static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" && $0 != "-" } }

    /// `SERIKA_API_KEY` and `serikaApiKey` as serika, api, key.
    private static func words(of name: String) -> [String] {
        var words: [String] = [""]
        var wasLower = false
        for character in name {
            if !character.isLetter && !character.isNumber {
                words.append("")
            } else if character.isUppercase, wasLower {
                words.append(character.lowercased())
            } else {
                words[words.count - 1] += character.lowercased()
            }
            wasLower = character.isLowercase
        }
        return words.filter { !$0.isEmpty }
    }
}
