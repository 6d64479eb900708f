/// What a page says to its reader, and what its scripts say of an error.
enum PageText {
    /// The first 64 KiB without tags, scripts and styles, so that no parameter in a link is taken for a word.
    static func words(_ body: [UInt8]) -> String {
        var text = ""
        var rest = Substring(String(decoding: body.prefix(1 << 16), as: UTF8.self))
        while let open = rest.firstIndex(of: "<") {
            text += rest[..<open]
            text += " "
            rest = afterTag(rest[open...])
        }
        return unescaped((text + rest).split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    private static func afterTag(_ tag: Substring) -> Substring {
        let name = tag.dropFirst().prefix { $0.isLetter }.lowercased()
        guard let close = tag.firstIndex(of: ">") else { return "" }
        let rest = tag[tag.index(after: close)...]
        guard name == "script" || name == "style" else { return rest }
        guard let end = rest.firstRange(of: "</" + name) else { return "" }
        return rest[end.lowerBound...]
    }

    /// Whether words of a page with a status of success tell of an error.
    static func tellsOfAnError(_ words: String) -> Bool {
        let words = words.lowercased()
        return [
            "error 4", "error: ", "invalid_", "access blocked", "access_denied", "authorization error", "aadsts",
            "we are sorry", "something went wrong", "error_description", "redirect_uri", "redirect uri",
            "unauthorized_", "invalid username or password", "incorrect password", "password is incorrect",
            "wrong password", "invalid credentials", "account is locked", "account has been locked",
            "account is disabled",
            "login failed", "sign-in failed", "sign in failed", "authentication failed", "cookie not found",
            "authorization_request_not_found", "state mismatch", "invalid state", "access denied", "request blocked",
            "captive portal", "couldn't sign you in",
            "ein fehler", "une erreur", "erreur :", "ha ocurrido un error", "ocorreu um erro", "エラー",
        ].contains(where: words.contains)
    }

    /// The values of members of scripts whose names say that they hold an error's message; at most four.
    static func scriptMessages(_ page: String) -> [String] {
        var found: [String] = []
        for name in [
            "\"strServiceExceptionMessage\"", "\"errorMessage\"", "\"error_description\"", "\"errorDescription\"",
        ] {
            var rest = page[...]
            while found.count < 4, let place = rest.firstRange(of: name) {
                rest = rest[place.upperBound...]
                guard let message = quoted(rest) else { continue }
                if message.count > 3 { found.append(message) }
            }
        }
        return found
    }

    /// The JSON string after a colon, with its escapes undone.
    private static func quoted(_ text: Substring) -> String? {
        let rest = text.drop { $0.isWhitespace || $0 == ":" }
        guard rest.first == "\"" else { return nil }
        var value = ""
        var characters = rest.dropFirst().prefix(4096).makeIterator()
        while let character = characters.next(), character != "\"" {
            guard character == "\\", let escaped = characters.next() else {
                value.append(character)
                continue
            }
            guard escaped == "u" else {
                value.append(escaped == "n" || escaped == "t" ? " " : escaped)
                continue
            }
            let digits = String((0..<4).compactMap { _ in characters.next() })
            if let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) {
                value.unicodeScalars.append(scalar)
            }
        }
        return value
    }

    /// The entities that are met in sentences.
    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return [
            ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"),
            ("&amp;", "&"),
        ]
        .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
