/// Keys that terminals send as an Escape with more behind it, where an Escape by itself means something: with vi's keys.
///
/// Editline would wait for the rest after a lone Escape. So the whole sequence is read here, and handed on as one
/// character that is bound for typing and for vi's commands alike.
enum SpecialKeys {
    /// What is typed after the Escape, and the key that it is.
    static let sequences: [[UInt8]: KeyBindings.Code] = {
        let written: [(String, KeyBindings.Code)] = [
            ("[H", .home), ("OH", .home), ("[1~", .home), ("[7~", .home), ("[F", .end), ("OF", .end), ("[4~", .end),
            ("[8~", .end), ("[3~", .delete), ("[1;5D", .wordLeft), ("[1;5C", .wordRight), ("[A", .up), ("OA", .up),
            ("[B", .down), ("OB", .down), ("[C", .right), ("OC", .right), ("[D", .left), ("OD", .left),
        ]
        return Dictionary(uniqueKeysWithValues: written.map { (Array($0.0.utf8), $0.1) })
    }()

    /// What each does while text is typed, and as one of vi's commands, where the cursor stands on a character.
    static let commands: [(key: KeyBindings.Code, typing: String, command: String)] = [
        (.home, "vi-zero", "vi-zero"), (.end, "keyway-end", "ed-move-to-end"),
        (.delete, "keyway-delete", "ed-delete-next-char"), (.wordLeft, "ed-prev-word", "vi-prev-word"),
        (.wordRight, "em-next-word", "vi-next-word"), (.left, "ed-prev-char", "ed-prev-char"),
        (.right, "keyway-right", "ed-next-char"), (.up, "keyway-older", "ed-prev-history"),
        (.down, "keyway-newer", "ed-next-history"), (.older, "ed-prev-history", "ed-prev-history"),
        (.newer, "ed-next-history", "ed-next-history"),
    ]

    /// Whether more may follow what was read so far.
    static func isBegun(_ seen: [UInt8]) -> Bool {
        sequences.keys.contains { $0.count > seen.count && $0.starts(with: seen) }
    }
}
