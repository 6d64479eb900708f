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

/// What stands between `{{` and `}}`: a name or a function, and filters.
public struct Reference: Sendable, Equatable {
    /// A dotted name, a function's name, or a JSONPath on the last answer.
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
