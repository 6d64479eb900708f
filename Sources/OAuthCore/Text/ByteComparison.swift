/// Comparison of identifiers byte for byte; Swift's `==` takes different spellings of one character as equal.
package enum ByteComparison {
    package static func equal(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

    /// Where two texts first differ, in words: `they differ at character 24: "/" instead of the end`.
    package static func difference(expected: String, found: String) -> String {
        let expected = Array(expected.unicodeScalars)
        let found = Array(found.unicodeScalars)
        let place = zip(expected, found).prefix { $0 == $1 }.count
        return "they differ at character \(place + 1): "
            + "\(name(found, at: place)) came, \(name(expected, at: place)) was expected"
    }

    private static func name(_ text: [Unicode.Scalar], at place: Int) -> String {
        place < text.count ? "\u{201C}\(PrintableText.safe(String(text[place])))\u{201D}" : "the end"
    }
}
