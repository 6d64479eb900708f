internal import CEditline

/// Scalars that stand, inside Editline, for characters that it cannot hold.
///
/// Editline gives every scalar a place of its own on the screen and moves by scalars. A combining mark or a joiner takes
/// no place, so that the next character would be drawn over it. What a person sees as one character is therefore one
/// scalar there, with the same width, and what Editline writes is translated back.
final class StandIns {
    /// Written by nobody: where somebody does, the scalar is a character that needs another one in its place.
    private static let wide: ClosedRange<UInt32> = 0x20000...0x2A6DF
    /// First letters, over which the cursor moves by words, then those for private use.
    private static let narrow: [ClosedRange<UInt32>] = [0x12000...0x12399, 0xF0000...0xFFFFD, 0x100000...0x10FFFD]

    private var standIns: [[Unicode.Scalar]: Unicode.Scalar] = [:]
    private var characters: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    private var freeNarrow = narrow.joined().makeIterator()
    private var freeWide = wide.makeIterator()

    var isEmpty: Bool { characters.isEmpty }

    /// The text as Editline is to hold it.
    func encode(_ text: String) -> [Unicode.Scalar] {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.unicodeScalars) }
        return text.flatMap { character -> [Unicode.Scalar] in
            let scalars = Array(character.unicodeScalars)
            if scalars.allSatisfy({ $0.value < 0x80 }) { return scalars }
            // As wide as no stand-in is: syllables of some scripts are one character.
            if Self.drawn(scalars).terminalWidth > 2 { return Self.parts(scalars).flatMap(standIn) }
            return scalars.count == 1 && !Self.needsStandIn(scalars[0]) ? scalars : standIn(for: scalars)
        }
    }

    /// What Editline holds as the text that it stands for.
    func decode(_ scalars: some Swift.Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        // No keyboard sends the controls that keys of ours are: one that was quoted is no text.
        for scalar in scalars where !(0x80..<0xA0).contains(scalar.value) {
            if let character = characters[scalar] { text.append(contentsOf: character) } else { text.append(scalar) }
        }
        return String(text)
    }

    /// What Editline writes as a terminal is to see it.
    func draw(_ text: String) -> String {
        var drawn = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let character = characters[scalar] {
                drawn.append(contentsOf: Self.drawn(character).unicodeScalars)
            } else {
                drawn.append(scalar)
            }
        }
        return String(drawn)
    }

    /// A character in a form to which every terminal gives the same room: a mark that stands alone stands on a circle,
    /// and of an emoji with a skin, or of several that are joined, there is the first one, in black if need be.
    private static func drawn(_ character: [Unicode.Scalar]) -> String {
        if character.allSatisfy({ $0.terminalWidth == 0 }) { return String("\u{25CC}", character) }
        guard character.first?.properties.isEmoji == true else { return String("", character) }
        let first = character.dropFirst().prefix { $0 != "\u{200D}" && !$0.properties.isEmojiModifier }
        return String("", character.prefix(1) + first.filter { $0 != "\u{FE0F}" && !$0.isTag })
    }

    /// Whether Editline would not show a scalar, or take it for a stand-in.
    static func needsStandIn(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0xA0 { return false }
        return keyway_column_width(wchar_t(bitPattern: scalar.value)) <= 0 || wide.contains(scalar.value)
            || narrow.contains { $0.contains(scalar.value) }
    }

    private func standIn(for character: [Unicode.Scalar]) -> [Unicode.Scalar] {
        if let known = standIns[character] { return [known] }
        let isWide = Self.drawn(character).terminalWidth > 1
        guard let value = isWide ? freeWide.next() : freeNarrow.next(), let scalar = Unicode.Scalar(value) else {
            // Nobody writes so many different ones: from here on they are shown without their marks.
            return character
        }
        standIns[character] = scalar
        characters[scalar] = character
        return [scalar]
    }

    /// A character in pieces that each take a place.
    private static func parts(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        scalars.reduce(into: []) { parts, scalar in
            if scalar.terminalWidth > 0 || parts.isEmpty {
                parts.append([scalar])
            } else {
                parts[parts.count - 1].append(scalar)
            }
        }
    }
}

extension String {
    fileprivate init(_ start: String, _ scalars: some Swift.Sequence<Unicode.Scalar>) {
        var all = start.unicodeScalars
        all.append(contentsOf: scalars)
        self.init(all)
    }
}

extension Unicode.Scalar {
    /// Whether it spells a region behind a black flag.
    fileprivate var isTag: Bool { (0xE0020...0xE007F).contains(value) }
}
