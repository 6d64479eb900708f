/// Keys that terminals send as an Escape with more behind it.
///
/// Editline would take a sequence that nobody has bound for text, and with vi's keys wait for the rest after a lone
/// Escape. So the whole sequence is read here, and handed on as one character that is bound in every mode.
enum SpecialKeys {
    /// The key that an Escape with this behind it is; nil for one that means nothing here.
    ///
    /// A modifier is a parameter, one more than the sum of 1 for Shift, 2 for Alt and 4 for Ctrl, as xterm has it.
    static func key(for typed: [UInt8]) -> KeyBindings.Code? {
        let isAlt = typed.first == 0x1B
        let sequence = typed.drop { $0 == 0x1B }
        guard let introducer = sequence.first, let final = sequence.last else { return nil }
        let isKeypad = introducer == UInt8(ascii: "O")
        let parameters = sequence.dropFirst().dropLast().split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
        )
        .map { UInt8(String(decoding: $0, as: UTF8.self)).map(Int.init) ?? 0 }
        let number = parameters.first ?? 0
        let modifier = (isKeypad ? number : parameters.count > 1 ? parameters[1] : 1) - 1
        let isByWord = isAlt || modifier & 0b110 != 0 && modifier > 0
        return switch final {
        case UInt8(ascii: "~"): isByWord && number == 3 ? .deleteWord : numbered[number]
        // As rxvt says Ctrl.
        case UInt8(ascii: "^"): number == 3 ? .deleteWord : numbered[number]
        case UInt8(ascii: "c") where isKeypad: .wordRight
        case UInt8(ascii: "d") where isKeypad: .wordLeft
        default: lettered[final].flatMap { isByWord ? byWord[$0] : $0 }
        }
    }

    private static let numbered: [Int: KeyBindings.Code] = [
        1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]

    private static let lettered: [UInt8: KeyBindings.Code] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home,
    ]

    /// With Alt or Ctrl.
    private static let byWord: [KeyBindings.Code: KeyBindings.Code] = [
        .left: .wordLeft, .right: .wordRight, .home: .home, .end: .end,
    ]

    /// What a key does with Emacs's keys, while text is typed with vi's, and as one of vi's commands, where the cursor
    /// stands on a character.
    static let commands: [(key: KeyBindings.Code, emacs: String, typing: String, command: String)] = [
        (.home, "ed-move-to-beg", "vi-zero", "vi-zero"), (.end, "ed-move-to-end", "keyway-end", "ed-move-to-end"),
        (.delete, "ed-delete-next-char", "keyway-delete", "ed-delete-next-char"),
        (.deleteWord, "em-delete-next-word", "em-delete-next-word", "em-delete-next-word"),
        (.wordLeft, "ed-prev-word", "ed-prev-word", "vi-prev-word"),
        (.wordRight, "em-next-word", "em-next-word", "vi-next-word"),
        (.left, "ed-prev-char", "ed-prev-char", "ed-prev-char"),
        (.right, "ed-next-char", "keyway-right", "ed-next-char"),
        (.up, "ed-prev-history", "keyway-older", "ed-prev-history"),
        (.down, "ed-next-history", "keyway-newer", "ed-next-history"),
        (.older, "ed-prev-history", "ed-prev-history", "ed-prev-history"),
        (.newer, "ed-next-history", "ed-next-history", "ed-next-history"),
        (.pageUp, "keyway-earlier", "keyway-earlier", "keyway-earlier"),
        (.pageDown, "keyway-later", "keyway-later", "keyway-later"),
    ]
}
