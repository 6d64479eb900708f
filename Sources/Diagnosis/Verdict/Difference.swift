internal import OAuthCore

/// Two texts that should be the same, and where they are not, to the character.
public struct Difference: Sendable, Equatable {
    /// The text that was expected.
    public let expected: String
    /// The text that was found in its place.
    public let found: String
    /// What is before them when they are shown: `at authorize`.
    public let expectedLabel: String
    /// What is before ``found`` when both are shown: `at the token endpoint`.
    public let foundLabel: String
    /// The characters (Unicode scalars) that differ, between what both begin and end with.
    public let expectedRange: Range<Int>
    /// The characters of ``found`` that differ, counted in Unicode scalars.
    public let foundRange: Range<Int>

    /// - Returns: nil where both are the same bytes.
    public init?(_ expectedLabel: String, _ expected: String, _ foundLabel: String, _ found: String) {
        guard !expected.utf8.elementsEqual(found.utf8) else { return nil }
        let one = Array(expected.unicodeScalars)
        let other = Array(found.unicodeScalars)
        let start = zip(one, other).prefix { $0 == $1 }.count
        let room = min(one.count, other.count) - start
        let end = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.prefix(room).count
        expectedRange = start..<(one.count - end)
        foundRange = start..<(other.count - end)
        self.expected = expected
        self.found = found
        self.expectedLabel = expectedLabel
        self.foundLabel = foundLabel
    }

    /// What is there and should not be, or is missing, in words: `“/” is too much at character 30`.
    public var words: String {
        let place = "at character \(foundRange.lowerBound + 1)"
        let missing = Difference.part(expected, expectedRange)
        let surplus = Difference.part(found, foundRange)
        if missing.isEmpty { return "\u{201C}\(surplus)\u{201D} is too much \(place)" }
        if surplus.isEmpty { return "\u{201C}\(missing)\u{201D} is missing \(place)" }
        return "\u{201C}\(surplus)\u{201D} instead of \u{201C}\(missing)\u{201D} \(place)"
    }

    /// The characters of ``expected`` that differ; empty where ``found`` only has more.
    public var expectedPart: String { Difference.part(expected, expectedRange) }
    /// The characters of ``found`` that differ; empty where ``expected`` only has more.
    public var foundPart: String { Difference.part(found, foundRange) }

    /// Both texts under each other, with marks under what differs.
    public var lines: [String] {
        let width = max(expectedLabel.count, foundLabel.count)
        return [
            Difference.labelled(expectedLabel, width, PrintableText.safe(expected)),
            Difference.labelled("", width, Difference.marks(expectedRange)),
            Difference.labelled(foundLabel, width, PrintableText.safe(found)),
            Difference.labelled("", width, Difference.marks(foundRange)),
        ]
    }

    private static func labelled(_ label: String, _ width: Int, _ text: String) -> String {
        label + String(repeating: " ", count: width - label.count) + "  " + text
    }

    /// At least one mark, at the place where something is missing.
    private static func marks(_ range: Range<Int>) -> String {
        String(repeating: " ", count: range.lowerBound) + String(repeating: "^", count: max(1, range.count))
    }

    private static func part(_ text: String, _ range: Range<Int>) -> String {
        var part = String.UnicodeScalarView()
        part.append(contentsOf: Array(text.unicodeScalars)[range])
        return PrintableText.safe(String(part), limit: 200)
    }
}
