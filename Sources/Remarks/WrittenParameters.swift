internal import Diagnosis
internal import Encodings
internal import HTTPMessage
internal import OAuthCore

/// The parameters of a URL as they were meant: misspelt names corrected, values without quotes and further encodings, and
/// a remark for each such thing.
struct WrittenParameters {
    /// With the names and values that were meant.
    private(set) var parameters = FormParameters()
    private(set) var remarks: [Remark] = []
    /// The parameters whose values nobody can judge, since they are placeholders.
    private(set) var unfilled: Set<String> = []

    /// Reads a query, or a fragment of the same form.
    init(_ query: String) {
        let parsed = FormParameters.parseReporting(query, limit: 200)
        let raw = WrittenParameters.raw(query)
        let present = Set(parsed.parameters.map(\.name))
        for (index, parameter) in parsed.parameters.enumerated() {
            let name = meant(by: parameter.name, present)
            parameters.add(name, value(of: name, parameter.value, raw: index < raw.count ? raw[index] : nil))
        }
        remarks += parsed.defects.map { defect in
            let name = PrintableText.safe(defect.name, limit: 80)
            return switch defect.reason {
            case .malformedEscape:
                Remark(
                    .weak, "escape-malformed", "\(name) has a % that begins no escape; % itself is %25", "RFC 3986 §2.1"
                )
            case .notUTF8: Remark(.weak, "escape-malformed", "\(name) is not UTF-8 once decoded", "RFC 6749 App. B")
            default: Remark(.weak, "query-long", "the URL has more parameters than are read", "RFC 6749 §3.1")
            }
        }.filter { remark in !unfilled.contains { remark.text.hasPrefix("\($0) ") } }
    }

    /// Parameters that need no reading, such as the claims of a request object.
    init(_ parameters: FormParameters) {
        self.parameters = parameters
        for parameter in parameters {
            if let placeholder = Placeholder(in: parameter.value, of: parameter.name) {
                unfilled.insert(parameter.name)
                remarks.append(placeholder.remark(about: parameter.name))
            }
        }
    }

    /// The values as they are written, of the same pieces that ``FormParameters/parseReporting(_:limit:)`` reads.
    private static func raw(_ query: String) -> [String] {
        query.split(separator: "&").map { piece in
            piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first.map(
                String.init) ?? ""
        }
    }

    private mutating func meant(by written: String, _ present: Set<String>) -> String {
        let name = written.withoutWhiteSpaceAround
        let shown = PrintableText.safe(written, limit: 80)
        if name != written {
            remarks.append(
                Remark(
                    .wrong, "parameter-misspelt", "the name \u{201C}\(shown)\u{201D} has white space around it",
                    "RFC 6749 §3.1"))
        }
        guard let meant = ParameterNames.meant(by: name, among: present) else { return name }
        let section = ParameterNames.core[meant] ?? "RFC 6749 §3.1"
        guard !present.contains(meant) else {
            remarks.append(
                Remark(.weak, "parameter-misspelt", "\(shown) stands beside \(meant); a server ignores it", section))
            return name
        }
        remarks.append(
            Remark(
                .wrong, "parameter-misspelt",
                "there is no parameter \(shown); \(meant) is meant, and a server ignores names that it does not know",
                section))
        return meant
    }

    // MARK: Values

    private mutating func value(of name: String, _ written: String, raw: String?) -> String {
        if let placeholder = Placeholder(in: written, raw: raw, of: name) {
            unfilled.insert(name)
            remarks.append(placeholder.remark(about: PrintableText.safe(name, limit: 80)))
            return written
        }
        return decoded(unquoted(written, of: name), of: name)
    }

    private mutating func unquoted(_ written: String, of name: String) -> String {
        guard ParameterNames.core[name] != nil, name != "authorization_details" else { return written }
        var value = written.withoutWhiteSpaceAround
        if value != written, name != "scope" {
            remarks.append(
                Remark(
                    .wrong, "value-white-space", "\(name) has white space around its value, which counts as part of it",
                    "RFC 6749 App. A"))
        }
        if let first = value.first, let last = value.last, value.count > 1,
            [("\"", "\""), ("'", "'"), ("\u{201C}", "\u{201D}"), ("`", "`")].contains(where: {
                $0.0 == String(first) && $0.1 == String(last)
            })
        {
            value = String(value.dropFirst().dropLast())
            remarks.append(
                Remark(
                    .wrong, "value-quoted", "\(name) has its value in quotes, which count as part of it",
                    "RFC 6749 App. A"))
        }
        if let mark = value.unicodeScalars.first(where: {
            $0.properties.generalCategory == .format || $0.value < 0x20 || $0.value == 0x7F
        }) {
            let code = String(mark.value, radix: 16, uppercase: true)
            remarks.append(
                Remark(
                    .wrong, "value-invisible",
                    "\(name) has an invisible character in it, U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)",
                    "RFC 6749 App. A"))
        }
        return value
    }

    /// Undoes percent encodings that were put on a value before the URL encoded it once more.
    private mutating func decoded(_ value: String, of name: String) -> String {
        guard isEncodedAgain(value, name) else { return value }
        var plain = value
        var times = 1
        while times < 4, isEncodedAgain(plain, name),
            let next = PercentCoding.decode(name == "scope" ? plain.replacing("+", with: " ") : plain)
        {
            plain = next
            times += 1
        }
        guard times > 1 else { return value }
        remarks.append(
            Remark(
                .wrong, "encoded-twice",
                "\(name) is percent-encoded \(times == 2 ? "twice" : "\(times) times"): the server reads "
                    + "\u{201C}\(PrintableText.safe(value, limit: 200))\u{201D}, not \u{201C}\(PrintableText.safe(plain, limit: 200))\u{201D}",
                "RFC 6749 App. B"))
        return plain
    }

    private func isEncodedAgain(_ value: String, _ name: String) -> Bool {
        guard value.contains("%") else { return false }
        let lowercased = value.lowercased()
        switch name {
        case "redirect_uri", "post_logout_redirect_uri", "resource":
            let colon = lowercased.firstRange(of: "%3a")?.lowerBound ?? lowercased.endIndex
            return !lowercased[..<colon].contains(":") && (lowercased.contains("%3a") || lowercased.contains("%253a"))
        case "request_uri":
            return lowercased.hasPrefix("urn%3a") || lowercased.hasPrefix("urn%253a")
                || lowercased.hasPrefix("https%3a")
        case "scope", "response_type", "client_id", "prompt", "acr_values", "code_challenge", "nonce", "state":
            return lowercased.firstMatch(of: /%(25)*(20|2b|2c|3a|2f|3d|40|7c)/) != nil
        default: return false
        }
    }
}
