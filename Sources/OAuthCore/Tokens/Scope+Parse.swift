extension Scope {
    /// Reads a scope and tells what is odd about it.
    ///
    /// Every token is kept, also one with characters that RFC 6749 §3.3 does not allow: what was said is what is shown.
    public static func parse(_ text: String) -> (scope: Scope, warnings: [OAuthWarning]) {
        let scope = Scope(text)
        var warnings: [OAuthWarning] = []
        func warn(_ code: String, _ message: String) {
            warnings.append(OAuthWarning(code, message, section: "RFC 6749 §3.3"))
        }
        if scope.isEmpty { warn("scope-empty", "The scope is empty") }
        if !scope.isEmpty, hasOddBlanks(text) {
            warn("scope-blanks", "Scope tokens are divided by one space; there are doubled spaces, or some at an end")
        }
        if text.contains(",") {
            warn("scope-comma", "The scope has a comma; scope tokens are divided by spaces")
        }
        if let token = scope.tokens.first(where: { !$0.utf8.allSatisfy(isTokenCharacter) }) {
            warn(
                "scope-characters",
                "The scope token \u{201C}\(PrintableText.safe(token, limit: 80))\u{201D} has characters that are not allowed"
            )
        }
        return (scope, warnings)
    }

    private static func hasOddBlanks(_ text: String) -> Bool {
        text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false).contains(where: \.isEmpty)
    }

    /// `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )`.
    private static func isTokenCharacter(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x21, 0x23...0x5B, 0x5D...0x7E: true
        default: false
        }
    }
}
