internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// A URL of a document, with what can be wrong about it.
struct LintURL {
    /// The member that has it.
    let name: String
    let text: String
    let parts: URLParts?

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
        parts = URLParts(text)
    }

    var scheme: String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        let isScheme =
            scheme.first?.isLetter == true
            && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return isScheme && !(scheme.contains(".") && text[colon...].dropFirst().first?.isNumber == true)
            ? scheme.lowercased() : nil
    }

    var isHTTP: Bool { scheme == "http" || scheme == "https" }
    var isRelative: Bool { !text.isEmpty && scheme == nil }
    var isInsecure: Bool { scheme == "http" && parts?.isLoopback == false }
    var hasWhiteSpace: Bool { text.contains(where: \.isWhitespace) }
    var placeholder: String? {
        if let found = text.firstMatch(of: /[$#]?\{+[^{}]*\}+|%7[Bb][^%]*%7[Dd]|<[A-Za-z][A-Za-z0-9 _\-]*>/) {
            return String(found.output)
        }
        return text.contains("YOUR_") || text.contains("undefined") ? Placeholder(in: text, of: nil)?.text : nil
    }
    /// A URL that is of the right form and goes nowhere.
    var isMalformed: Bool { isHTTP && parts == nil && !hasWhiteSpace && placeholder == nil }
    /// A host that only some networks know.
    var isInternal: Bool {
        guard let host = parts?.host.lowercased(), parts?.isLoopback == false else { return false }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        let isPrivate =
            octets.count == 4
            && (octets[0] == 10 || octets[0] == 0 || octets[0] == 192 && octets[1] == 168
                || octets[0] == 172 && (16..<32).contains(octets[1]))
        return isPrivate || !host.contains(".") && !host.hasPrefix("[")
            || [".local", ".internal", ".svc", ".lan", ".test", ".localdomain"].contains { host.hasSuffix($0) }
    }

    /// Whether it is at a host of somebody else: neither the same host nor one of the same domain.
    func isForeign(to other: LintURL) -> Bool {
        guard let one = parts?.host.lowercased(), let two = other.parts?.host.lowercased(), one != two else {
            return false
        }
        if parts?.isLoopback == true { return false }
        return LintURL.domain(one) != LintURL.domain(two)
    }

    /// The last two labels, or three where the last two are a public suffix of the usual form, such as `co.uk`.
    private static func domain(_ host: String) -> [Substring] {
        let labels = host.split(separator: ".")
        let isShort = labels.count > 2 && labels[labels.count - 1].count == 2 && labels[labels.count - 2].count <= 3
        return Array(labels.suffix(isShort ? 3 : 2))
    }
}

extension LintDocument {
    /// The members that are URLs a client calls, with those of `mtls_endpoint_aliases`.
    var endpoints: [LintURL] {
        let links = ["issuer", "service_documentation", "op_policy_uri", "op_tos_uri"]
        let own = MetadataField.all.filter { $0.kind == .url && !links.contains($0.name) }.compactMap { field in
            text(field.name).map { LintURL(field.name, $0) }
        }
        let aliases = (value("mtls_endpoint_aliases")?.members ?? []).compactMap { member in
            member.value.string.map { LintURL("mtls_endpoint_aliases.\(member.name)", $0) }
        }
        return own + aliases
    }

    var issuer: LintURL? { text("issuer").map { LintURL("issuer", $0) } }

    /// The remarks about the URLs that a condition finds.
    func each(_ urls: [LintURL], _ condition: (LintURL) -> Bool, _ words: (LintURL) -> String) -> [String] {
        urls.filter(condition).map(words)
    }
}
