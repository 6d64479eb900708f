/// An interoperable regular expression (I-Regexp, RFC 9485), matched in time linear in the text.
///
/// All alternatives are followed at once, character by character (Thompson's construction), so no expression and no
/// text can make it try again and again. `^` at the beginning and `$` at the end of a branch are anchors, as the mappings
/// of RFC 9485 §5 make them; anywhere else they are characters.
struct RegularExpression: Sendable {
    private let program: [RegularInstruction]

    /// Nil if the text is no I-Regexp, or one that would need more than 10,000 states.
    init?(_ pattern: String) {
        var parser = RegularExpressionParser(pattern)
        guard let tree = parser.whole(), let program = RegularProgram.compile(tree) else { return nil }
        self.program = program
    }

    /// Whether it describes the whole text.
    func matches(_ text: String.UnicodeScalarView) -> Bool {
        RegularMatcher(program: program, isSearch: false).run(text)
    }

    /// Whether it describes any part of the text.
    func occurs(in text: String.UnicodeScalarView) -> Bool {
        RegularMatcher(program: program, isSearch: true).run(text)
    }
}

/// The syntax tree of a regular expression.
indirect enum RegularTree {
    case empty
    case set(ScalarSet)
    case begin
    case end
    case sequence([RegularTree])
    case choice([RegularTree])
    /// `maximum` nil: any number of times.
    case repeated(RegularTree, minimum: Int, maximum: Int?)
}
