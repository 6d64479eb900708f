internal import HTTPMessage

/// A callback as it came, taken apart.
struct AuthorizationCallback {
    /// What stands before the query; nil where only a query was given.
    let address: String?
    let parameters: FormParameters
    let defects: [FormDefect]
    /// Whether the parameters came after `#` (`response_mode=fragment`).
    let isFragment: Bool

    /// The longest callback that is read, in bytes.
    static let limit = 1 << 16
    static let doing = "reading the authorization response"

    init(reading text: String) throws(OAuthError) {
        guard text.utf8.count <= AuthorizationCallback.limit else {
            throw AuthorizationCallback.malformed("It is longer than \(AuthorizationCallback.limit) bytes")
        }
        let text = text.trimmed
        let (beforeFragment, fragment) = text.divided(at: "#")
        let (address, query) = beforeFragment.divided(at: "?")
        if let query {
            self.init(address: address, query: query, isFragment: false)
        } else if let fragment, fragment.contains("=") {
            self.init(address: address, query: fragment, isFragment: true)
        } else if !address.contains("://"), address.contains("=") {
            self.init(address: "", query: address, isFragment: false)
        } else {
            throw AuthorizationCallback.malformed("There is no query in it")
        }
    }

    private init(address: String, query: String, isFragment: Bool) {
        self.address = address.isEmpty ? nil : address
        self.isFragment = isFragment
        (parameters, defects) = FormParameters.parseReporting(query)
    }

    private static func malformed(_ found: String) -> OAuthError {
        OAuthError(
            .callbackMalformed, doing: doing, found: found,
            advice: "Give the whole URL that the browser was sent to, with all after the \u{201C}?\u{201D}.")
    }
}

extension String {
    /// Without blanks and line ends around it, as pasted text has them.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// What stands before and after the first such character; nil where there is none.
    fileprivate func divided(at separator: Unicode.Scalar) -> (String, String?) {
        guard let place = unicodeScalars.firstIndex(of: separator) else { return (self, nil) }
        return (String(self[..<place]), String(self[unicodeScalars.index(after: place)...]))
    }
}
