/// One word of a line: text and references side by side.
public struct Word: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case plain
        /// A JSONPath, from `$` to its end.
        case path
        /// The `|` between filters.
        case pipe
    }

    public enum Piece: Sendable, Equatable {
        case text(String, quoted: Bool)
        case reference(Reference)
    }

    public var kind: Kind
    public var pieces: [Piece]
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
    public var arguments: [Word]
    public var filters: [FilterCall]
    public var range: Range<Int>
}

/// A filter and its operands.
public struct FilterCall: Sendable, Equatable {
    public var name: String
    public var arguments: [Word]
    public var range: Range<Int>
}
