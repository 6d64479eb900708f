public import Diagnostics

extension Script {
    /// Whether two texts are cut into the same lines of the same words, with the same comments between: what a formatter
    /// must not change.
    public static func haveSameMeaning(_ one: ScriptSource, _ other: ScriptSource) -> Bool {
        outline(one) == outline(other)
    }

    private static func outline(_ source: ScriptSource) -> Outline {
        var lexer = Lexer(source)
        let lines = lexer.lines().map { line in
            Outline.Line(words: line.words.map(\.withoutRanges), comment: line.comment.map { text($0, source) })
        }
        return Outline(
            lines: lines, comments: lexer.comments.map { text($0, source) }, mistakes: lexer.diagnostics.map(\.code))
    }

    private static func text(_ comment: Range<Int>, _ source: ScriptSource) -> String {
        source.text(in: comment)[...].trimmingEnd
    }

    private struct Outline: Equatable {
        var lines: [Line]
        var comments: [String]
        var mistakes: [String]

        struct Line: Equatable {
            var words: [Word]
            var comment: String?
        }
    }
}

extension Word {
    /// The word without its place.
    fileprivate var withoutRanges: Word {
        Word(
            kind: kind,
            pieces: pieces.map { piece in
                guard case .reference(let reference) = piece else { return piece }
                return .reference(
                    Reference(
                        subject: reference.subject.withoutRanges, arguments: reference.arguments.map(\.withoutRanges),
                        filters: reference.filters.map { call in
                            FilterCall(name: call.name, arguments: call.arguments.map(\.withoutRanges), range: 0..<0)
                        }, range: 0..<0))
            }, range: 0..<0)
    }
}
