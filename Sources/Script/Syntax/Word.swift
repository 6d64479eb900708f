/// One word of a line: text and references side by side.
public struct Word: Sendable, Equatable {
    /// What a word is to the parser.
    public enum Kind: Sendable, Equatable {
        case plain
        /// A JSONPath, from `$` to its end.
        case path
        /// The `|` between filters.
        case pipe
    }

    /// A part of a word: text as it stands, or a reference.
    public enum Piece: Sendable, Equatable {
        case text(String, quoted: Bool)
        case reference(Reference)
    }

    /// What the word is to the parser.
    public var kind: Kind
    /// The parts, side by side, in the order written.
    public var pieces: [Piece]
    /// Where the word stands in the text, in UTF-8 offsets.
    public var range: Range<Int>

    /// The word's text where no part of it is quoted or a reference: what names and keywords must be.
    public var bareText: String? {
        guard pieces.count == 1, case .text(let text, quoted: false) = pieces[0] else { return nil }
        return text
    }

    /// Whether it begins with a quote, even one with nothing in it.
    public var isQuoted: Bool {
        guard case .text(_, quoted: true)? = pieces.first else { return false }
        return true
    }

    /// The word's text where it holds no reference.
    public var fixedText: String? {
        var text = ""
        for piece in pieces {
            guard case .text(let part, _) = piece else { return nil }
            text += part
        }
        return text
    }

    /// The one reference that the word consists of.
    public var soleReference: Reference? {
        guard pieces.count == 1, case .reference(let reference) = pieces[0] else { return nil }
        return reference
    }
}

extension Word {
    init(empty range: Range<Int>) { self.init(kind: .plain, pieces: [.text("", quoted: false)], range: range) }

    /// The word without the first bytes of its first piece.
    func droppingPrefix(bytes count: Int) -> Word {
        guard case .text(let text, let quoted)? = pieces.first else { return self }
        let rest = String(decoding: text.utf8.dropFirst(count), as: UTF8.self)
        var word = self
        word.range = (range.lowerBound + count)..<range.upperBound
        if rest.isEmpty, pieces.count > 1 {
            word.pieces.removeFirst()
        } else {
            word.pieces[0] = .text(rest, quoted: quoted)
        }
        return word
    }
}

/// What stands between `{{` and `}}`: a name or a function, and filters.
public struct Reference: Sendable, Equatable {
    /// A dotted name, a function's name, a JSONPath on the last answer, or a text in quotes.
    public var subject: Word
    /// The arguments of the function that the subject names; empty for a value.
    public var arguments: [Word]
    /// The filters on the value, in the order in which they apply.
    public var filters: [FilterCall]
    /// Where the reference stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}

/// A filter and its operands.
public struct FilterCall: Sendable, Equatable {
    /// The filter's name.
    public var name: String
    /// The filter's operands, not evaluated.
    public var arguments: [Word]
    /// Where the filter stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}
