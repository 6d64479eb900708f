extension Unicode.Scalar {
    /// How many columns a terminal gives this scalar when it stands alone: 0, 1 or 2 (Unicode Annex 11).
    var terminalWidth: Int {
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        if isZeroWidth { return 0 }
        return isWide ? 2 : 1
    }

    private var isZeroWidth: Bool {
        switch properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: true
        // Vowels and finals of Hangul join the consonant before them.
        default: (0x1160...0x11FF).contains(value)
        }
    }

    private var isWide: Bool {
        if value < 0x1100 { return false }
        return properties.isEmojiPresentation || Self.wideRanges.contains { $0.contains(value) }
    }

    /// East Asian Wide and Fullwidth, without the emoji, which the standard library knows.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}

extension Character {
    /// How many columns a terminal gives this character.
    var terminalWidth: Int {
        // An emoji sequence is one picture, however many scalars build it.
        isEmojiSequence ? 2 : unicodeScalars.reduce(0) { $0 + $1.terminalWidth }
    }

    private var isEmojiSequence: Bool {
        guard let first = unicodeScalars.first, first.value > 0x7F || unicodeScalars.count > 1 else { return false }
        if first.properties.isEmojiPresentation { return true }
        // The selector asks for the coloured form.
        return first.properties.isEmoji && unicodeScalars.contains("\u{FE0F}")
    }
}
