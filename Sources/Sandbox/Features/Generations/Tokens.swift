/// The pieces that text is counted, cut and streamed by.
enum Tokens {
    /// Cuts text into words with the blanks before them, and long words into pieces of eight letters.
    ///
    /// The pieces joined are the text again.
    static func split(_ text: String) -> [String] {
        var tokens: [String] = []
        var token = ""
        var letters = 0
        for character in text {
            let isLetter = character.isLetter || character.isNumber
            if !token.isEmpty, letters >= 8 || (letters > 0 && !isLetter) || (letters == 0 && !token.allBlank) {
                tokens.append(token)
                token = ""
                letters = 0
            }
            token.append(character)
            if isLetter { letters += 1 }
        }
        if !token.isEmpty { tokens.append(token) }
        return tokens
    }

    static func count(_ text: String) -> Int { split(text).count }
}

extension String {
    fileprivate var allBlank: Bool { allSatisfy(\.isWhitespace) }
}
