internal import Diagnosis
internal import Encodings
internal import HTTPMessage

/// A URL as it was found in a text that was pasted: without quotes, escapes of other notations and the words around it.
struct PastedURL {
    /// The URL, or the parameters alone where there was no more.
    private(set) var url: String
    /// What was taken off or put right, each once.
    private(set) var remarks: [Remark] = []

    /// The longest text that is read, in bytes.
    static let limit = 1 << 15

    init(_ text: String) {
        url = String(decoding: text.utf8.prefix(PastedURL.limit), as: UTF8.self)
        trim()
        if let form = PostedForm(url) {
            url = form.parameters.added(to: form.action)
            remarks.append(Remark(.note, "form-post", "the fields of a form are read as parameters", "form_post §2"))
        }
        takeOutOfText()
        undoEscapes()
        undoEntities()
        decodeWhole()
        correctMarks()
    }

    // MARK: Around the URL

    private mutating func trim() {
        let trimmed = url.withoutWhiteSpaceAround
        if trimmed != url {
            remarks.append(
                Remark(.note, "white-space-around", "white space around the URL is left out", "RFC 3986 App. C"))
        }
        url = trimmed
        guard let first = url.first, let close = PastedURL.quotes[first], url.count > 1, url.last == close,
            !url.hasPrefix("<form"), !url.hasPrefix("<input"), !url.hasPrefix("<html"), !url.hasPrefix("<!")
        else { return }
        url = String(url.dropFirst().dropLast()).withoutWhiteSpaceAround
        remarks.append(Remark(.note, "quotes-around", "the quotes around the URL are left out", "RFC 3986 App. C"))
    }

    private static let quotes: [Character: Character] = [
        "\"": "\"", "'": "'", "`": "`", "<": ">", "\u{201C}": "\u{201D}", "\u{2018}": "\u{2019}", "\u{AB}": "\u{BB}",
        "(": ")", "[": "]",
    ]

    /// Takes the first URL out of a sentence, a curl command line or a request line.
    private mutating func takeOutOfText() {
        guard url.contains(where: \.isWhitespace) else { return }
        guard !url.hasPrefix("http://"), !url.hasPrefix("https://") else { return endURL() }
        let start = ["https://", "http://"].compactMap { url.firstRange(of: $0)?.lowerBound }.min()
        if let start {
            let quote = start > url.startIndex ? PastedURL.quotes[url[url.index(before: start)]] : nil
            let rest = url[start...]
            let end = rest.firstIndex { $0 == quote || $0.isWhitespace && quote == nil } ?? rest.endIndex
            url = String(rest[..<end])
            dropPunctuation()
        } else if let target = url.split(whereSeparator: \.isWhitespace).first(where: {
            $0.contains("?") || $0.contains("=")
        }) {
            url = String(target)
        } else {
            return
        }
        remarks.append(Remark(.note, "text-around", "the URL is taken out of the text around it", "RFC 3986 App. C"))
    }

    /// Where white space follows the beginning of a URL, either it belongs to the URL and should be encoded, or the URL
    /// ends there.
    private mutating func endURL() {
        let pieces = url.split(whereSeparator: \.isWhitespace).map(String.init)
        let isBroken = url.contains(where: \.isNewline)
        let last = pieces.indices.dropFirst().last { index in
            let piece = pieces[index]
            return PastedURL.continues(piece) || PastedURL.scopes.contains(piece)
        }
        guard let last, isBroken || pieces[0].contains("?") else {
            url = pieces[0]
            dropPunctuation()
            remarks.append(Remark(.note, "text-around", "the words after the URL are left out", "RFC 3986 App. C"))
            return
        }
        let separator = isBroken ? "" : "%20"
        url = pieces[...last].joined(separator: separator)
        remarks.append(
            isBroken
                ? Remark(.weak, "line-broken", "the URL was broken over lines; it is read as one", "RFC 3986 App. C")
                : Remark(
                    .wrong, "white-space", "the URL has white space in it, which must be encoded as %20",
                    "RFC 3986 §2"))
    }

    /// Whether a piece after white space still belongs to the query.
    private static func continues(_ piece: String) -> Bool {
        guard let equals = piece.firstIndex(of: "=") else { return false }
        return piece[..<equals].contains("&") || piece.contains("&") || piece.first == "?"
            || ParameterNames.known.contains(String(piece[..<equals]))
    }

    private static let scopes: Set<String> = ["openid", "profile", "email", "offline_access", "address", "phone"]

    private mutating func dropPunctuation() {
        while let last = url.last, ".,;)>]\"'\u{201D}\u{2019}!".contains(last) { url.removeLast() }
    }

    // MARK: Notations

    /// `\u0026`, `\/` and `\&`, as JSON and shells write them.
    private mutating func undoEscapes() {
        guard url.contains("\\") || url.contains("^&") else { return }
        let plain = [
            ("\\u0026", "&"), ("\\u003d", "="), ("\\u003D", "="), ("\\/", "/"), ("\\&", "&"), ("\\?", "?"),
            ("\\=", "="), ("^&", "&"),
        ]
        .reduce(url) { $0.replacing($1.0, with: $1.1) }
        guard plain != url else { return }
        url = plain
        remarks.append(
            Remark(
                .weak, "escaped", "the URL is escaped as in JSON or for a shell; its backslashes are not part of it",
                "RFC 3986 §2"))
    }

    private mutating func undoEntities() {
        var plain = url
        for _ in 0..<3 {
            let next = ["&amp;", "&AMP;", "&#38;", "&#038;", "&#x26;", "&#X26;", "%26amp%3B"].reduce(plain) {
                $0.replacing($1, with: "&")
            }
            guard next != plain else { break }
            plain = next
        }
        guard plain != url else { return }
        let spelling = url.contains("&#") ? "&#38;" : "&amp;"
        remarks.append(
            Remark(
                .wrong, "html-escaped",
                "the ampersands are HTML-escaped: each & stands as \(spelling), so that a server reads parameters of other "
                    + "names, such as \u{201C}amp;client_id\u{201D}; what follows is about the URL with plain &",
                "RFC 6749 App. B"))
        url = plain
    }

    /// `https%3A%2F%2Fas.example%2Fauthorize%3F…`, and `https://as.example/authorize%3Fclient_id%3D…`.
    private mutating func decodeWhole() {
        let start = url.prefix(12).lowercased()
        let isWhole = start.hasPrefix("https%3a") || start.hasPrefix("http%3a")
        let hidesQuery =
            !url.contains("?") && (url.contains("%3F") || url.contains("%3f")) && url.lowercased().contains("%3d")
        guard isWhole || hidesQuery, let plain = PercentCoding.decode(url.replacing("+", with: "%2B")) else { return }
        url = plain.replacing(" ", with: "%20")
        remarks.append(
            Remark(
                .wrong, "url-encoded",
                "the whole URL is percent-encoded, as if it were a value within another; "
                    + "what follows is about it decoded once", "RFC 3986 §2.4"))
    }

    /// `authorize&client_id=…` and `authorize?a=b?client_id=…`.
    private mutating func correctMarks() {
        if !url.urlAddress.isEmpty, url.contains("://"), !url.contains("?"), !url.contains("#"),
            let place = url.firstIndex(of: "&"), url[place...].contains("=")
        {
            url.replaceSubrange(place...place, with: "?")
            remarks.append(
                Remark(
                    .wrong, "question-mark-missing", "the query begins with & in place of ?", "RFC 3986 §3.4"))
        }
        let query = url.urlQuery
        guard let second = query.firstIndex(of: "?"), let equals = query[second...].firstIndex(of: "=") else { return }
        let name = String(query[query.index(after: second)..<equals])
        guard ParameterNames.known.contains(name) else { return }
        let corrected = query.replacing("?", with: "&", maxReplacements: 1)
        url = url.urlAddress + "?" + corrected + (url.firstIndex(of: "#").map { String(url[$0...]) } ?? "")
        remarks.append(
            Remark(
                .wrong, "second-question-mark",
                "a second ? stands before \(name), which is then part of the value before it; & divides parameters",
                "RFC 3986 §3.4"))
    }
}

/// The fields of an HTML form that was pasted, as `response_mode=form_post` sends it.
private struct PostedForm {
    var action = ""
    var parameters = FormParameters()

    /// Nil where the text has no field with a name.
    init?(_ text: String) {
        guard text.contains("<input") || text.contains("<form") else { return nil }
        for tag in text.split(separator: "<").prefix(200) {
            let tag = tag.prefix(1 << 15)
            if tag.hasPrefix("form") { action = PostedForm.attribute("action", of: tag) ?? action }
            guard tag.hasPrefix("input"), let name = PostedForm.attribute("name", of: tag), !name.isEmpty else {
                continue
            }
            parameters.add(name, PostedForm.attribute("value", of: tag) ?? "")
        }
        if parameters.isEmpty { return nil }
    }

    private static func attribute(_ name: String, of tag: Substring) -> String? {
        for quote in ["\"", "'"] {
            guard let start = tag.firstRange(of: " \(name)=\(quote)") else { continue }
            let rest = tag[start.upperBound...]
            return String(rest[..<(rest.firstRange(of: quote)?.lowerBound ?? rest.endIndex)])
                .replacing("&amp;", with: "&").replacing("&#x2F;", with: "/").replacing("&quot;", with: "\"")
        }
        return nil
    }
}

extension String {
    /// Without white space and invisible marks around it, as pasted text has them.
    var withoutWhiteSpaceAround: String {
        let isAround = { (character: Character) in
            character.isWhitespace
                || character.unicodeScalars.allSatisfy {
                    "\u{FEFF}\u{200B}\u{200E}\u{200F}\u{2060}".unicodeScalars.contains($0)
                }
        }
        let start = drop(while: isAround)
        guard let end = start.lastIndex(where: { !isAround($0) }) else { return "" }
        return String(start[...end])
    }
}
