internal import HTTPMessage

/// A secret that a typed line itself shows to be one, whether anybody knows it yet or not.
public struct SecretLine: Sendable, Equatable {
    /// What it is called in the line: `client_secret`, `SERIKA_API_KEY`.
    package let name: String
    /// In UTF-8 offsets.
    package let range: Range<Int>

    package static func secrets(in line: String) -> [SecretLine] {
        let bytes = Array(line.utf8)
        let named = NamedValue.all(in: bytes).filter { value in
            let written = String(decoding: bytes[value.range], as: UTF8.self)
            let isSecret =
                value.isSecret || (value.notation != .header && SecretNames.isVariable(value.name, holding: written))
                || (value.notation == .member && value.name == "code")
            return isSecret && !isOption(value.name, before: value.range.lowerBound, bytes)
                && isWritten(bytes[value.range])
        }.map { SecretLine(name: $0.name, range: $0.range) }
        return (named + options(line) + operands(line) + tokens(line)).filter { !$0.range.isEmpty }
    }

    /// The line with each of them replaced.
    package static func replacing(in line: String, by replacement: (_ value: String, SecretLine) -> String) -> String {
        line.replacing(secrets(in: line).map { ($0.range, $0) }, by: replacement)
    }

    /// The line with stars in place of each, as many as it has bytes: what stands behind keeps its place.
    public static func starred(_ line: String) -> String {
        replacing(in: line) { value, _ in String(repeating: "*", count: value.utf8.count) }
    }

    /// Whether a value stands there itself, and not where it is to be had: `?`, `@FILE`, `{{env.NAME}}`, `$NAME`, a
    /// JSONPath; nor what stands in its place: a mask, or three dots.
    package static func isWritten(_ value: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: value, as: UTF8.self)
        guard let first = text.first else { return false }
        return !"?@$<*".contains(first) && !text.hasPrefix("{{") && !text.contains("\u{2026}")
            && !text.contains(MaskedText.mark) && text != "..."
    }

    /// `--key=FILE`: options say themselves what they are.
    private static func isOption(_ name: String, before value: Int, _ line: [UInt8]) -> Bool {
        let start = value - name.utf8.count - 1
        guard start >= 2, line[start - 2..<start].elementsEqual("--".utf8) else { return false }
        return true
    }

    /// `--passphrase x`, `-u user:x`.
    private static func options(_ line: String) -> [SecretLine] {
        var found: [SecretLine] = []
        for match in line.matches(of: /--(passphrase|api-key|password)(?:=|\s+)("[^"]*"|'[^']*'|\S+)/) {
            found.append(SecretLine(String(match.1).replacing("-", with: "_"), match.2, of: line))
        }
        for match in line.matches(of: /(?:^|\s)(?:-u|--user|--proxy-user)[ =]*["']?[^\s"':]+:([^\s"']+)/) {
            found.append(SecretLine("password", match.1, of: line))
        }
        for match in line.matches(of: /(?:^|\s)(?:-b|--cookie)[ =]*["']?[^\s"'=]+=([^\s"';]+)/) {
            found.append(SecretLine("cookie", match.1, of: line))
        }
        return found.filter { isWritten(Array(line.utf8)[$0.range]) }
    }

    /// `session unlock my words`: it takes none there, and whoever types it has typed their passphrase, misspelt or not.
    /// So it is with a word behind `client add ID`.
    private static func operands(_ line: String) -> [SecretLine] {
        var found: [SecretLine] = []
        for match in line.matches(of: /(?m)^[ \t]*(?:try\s+)?\w+\s+(?:un)?lock\s+([^\s\-].*)$/) {
            found.append(SecretLine("passphrase", match.1, of: line))
        }
        for match in line.matches(of: /(?m)^[ \t]*(?:try\s+)?client\s+add\s+\S+\s+([^\s\-=:"'][^\s=:"']*)(?=\s|$)/) {
            found.append(SecretLine("client_secret", match.1, of: line))
        }
        for match in line.matches(of: /(?m)^[ \t]*(?:try\s+)?revoke\s+([^\s\-{@?]\S*)\s*$/) {
            found.append(SecretLine("token", match.1, of: line))
        }
        return found
    }

    /// What looks like a secret wherever it stands: a token with its scheme, of a known kind, a JWT, a private key.
    private static func tokens(_ line: String) -> [SecretLine] {
        let schemes = line.matches(of: /(?i:bearer|basic|dpop)\s+([A-Za-z0-9._~+\/=-]{8,})/).map {
            SecretLine("token", $0.1, of: line)
        }
        return schemes + SecretForm.ranges(in: line).map { SecretLine(name: "token", range: $0) }
    }
}

extension SecretLine {
    /// Quotes around it are no part of it.
    fileprivate init(_ name: String, _ found: Substring, of line: String) {
        var found = found
        if let quote = found.first, found.count > 1, "\"'".contains(quote), found.last == quote {
            found = found.dropFirst().dropLast()
        }
        let start = line.utf8.distance(from: line.startIndex, to: found.startIndex)
        self.init(name: name, range: start..<start + found.utf8.count)
    }
}
