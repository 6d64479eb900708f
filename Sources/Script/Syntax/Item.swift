/// What an item does to the message that a command sends.
public enum ItemKind: String, Sendable, CaseIterable {
    /// `name=value`: a string parameter, or a member of a JSON body.
    case string = "="
    /// `name:=json`: a parameter or member that is JSON.
    case json = ":="
    /// `name==query`: a parameter of the URL's query.
    case query = "=="
    /// `Name:value`: a header.
    case header = ":"
    /// `name=@file`: a string parameter read from a file.
    case file = "=@"
    /// `-name`: leaves out what would have been sent.
    case omission = "-"

    /// Longest first, so that `:=` is not taken for `:`.
    static let separators: [ItemKind] = [.json, .query, .file, .string, .header]
}

/// An item before its value is known.
public struct ItemSyntax: Sendable, Equatable {
    /// What the item does to the message.
    public var kind: ItemKind
    /// The name of the parameter, member or header.
    public var name: String
    /// Empty for an omission.
    public var value: Word
    /// Where the item stands in the text, in UTF-8 offsets.
    public var range: Range<Int>

    /// Reads a word as an item; nil where it has no item's form, as a URL has not.
    init?(_ word: Word) {
        guard word.kind == .plain, case .text(let head, quoted: false)? = word.pieces.first else { return nil }
        if head.hasPrefix("-"), word.pieces.count == 1, head.dropFirst().first?.isLetter == true {
            self.init(
                kind: .omission, name: String(head.dropFirst()), value: Word(empty: word.range), range: word.range)
            return
        }
        let bytes = Array(head.utf8)
        guard let end = bytes.firstIndex(where: { !$0.isItemName }), end > 0 else { return nil }
        let rest = bytes[end...]
        guard !rest.starts(with: "://".utf8),
            let kind = ItemKind.separators.first(where: { rest.starts(with: $0.rawValue.utf8) })
        else { return nil }
        self.init(
            kind: kind, name: String(decoding: bytes[..<end], as: UTF8.self),
            value: word.droppingPrefix(bytes: end + kind.rawValue.utf8.count), range: word.range)
    }

    private init(kind: ItemKind, name: String, value: Word, range: Range<Int>) {
        self.kind = kind
        self.name = name
        self.value = value
        self.range = range
    }
}

extension UInt8 {
    /// Letters, digits, `_`, `-`, `.`, `[` and `]`, as parameter and header names have them.
    var isItemName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}
