internal import Workbench

/// A line up to the cursor, cut into words as the lexer would, however unfinished it is.
struct UnfinishedLine {
    struct Word: Equatable {
        /// Without its quotes.
        var text = ""
        /// Where it begins, in characters from 0.
        var start = 0
        /// The quote that it is inside of at its end.
        var openQuote: Character?
        /// Where its open quote's content begins.
        var quotedFrom = 0
    }

    /// What stands before the cursor and is finished.
    private(set) var words: [Word] = []
    /// The word at the cursor; empty after a blank.
    private(set) var last = Word()
    /// Where the content of an open `{{` begins.
    private(set) var reference: Int?
    private(set) var isComment = false
    private let characters: [Character]

    var count: Int { characters.count }

    init(_ line: String) {
        characters = Array(line)
        scan()
    }

    func text(from start: Int) -> String { String(characters[min(start, characters.count)...]) }

    private mutating func scan() {
        var position = 0
        var brackets = 0
        while position < characters.count {
            let character = characters[position]
            if reference != nil {
                if character == "}", next(position) == "}" {
                    reference = nil
                    last.text += "}"
                    position += 1
                }
                last.text.append(character)
            } else if character == "{", next(position) == "{", last.openQuote != "'" {
                last.text += "{{"
                position += 1
                reference = position + 1
            } else if let quote = last.openQuote {
                if character == quote { last.openQuote = nil } else { last.text.append(character) }
            } else if character == "#", last.start == position, last.text.isEmpty {
                isComment = true
                return
            } else if character.isWhitespace, brackets == 0 {
                finishWord(nextStart: position + 1)
            } else if character == "\"" || character == "'", brackets == 0 {
                last.openQuote = character
                last.quotedFrom = position + 1
            } else {
                if last.text.hasPrefix("$") { brackets += character == "[" ? 1 : character == "]" ? -1 : 0 }
                last.text.append(character)
            }
            position += 1
        }
    }

    private func next(_ position: Int) -> Character? {
        position + 1 < characters.count ? characters[position + 1] : nil
    }

    private mutating func finishWord(nextStart: Int) {
        let isEmpty = last.start == nextStart - 1
        if !isEmpty { words.append(last) }
        last = Word(start: nextStart)
    }
}
