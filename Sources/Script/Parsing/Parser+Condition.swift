internal import Diagnostics

extension Parser {
    /// `if …`, its branches, and its `end`.
    mutating func condition(_ line: Lexer.Line) throws(Diagnostic) -> Condition? {
        guard hasRoom(for: line) else { return nil }
        begin(line, .if)
        var condition = Condition(branches: [], otherwise: nil, range: line.range)
        var head = line
        var test = self.test(of: line, after: 1)
        while true {
            let body = statements()
            if let test {
                condition.branches.append(Condition.Branch(test: test, body: body, range: head.range))
            } else if head.words[0].bareText == "else", head.words.count == 1 {
                condition.otherwise = body
            }
            guard position < lines.count, lines[position].keyword == .else else { break }
            head = lines[position]
            position += 1
            test = elseTest(head, isLast: condition.otherwise != nil)
        }
        end()
        return condition
    }

    /// What an `else` line tests; nil for a plain `else`, and for one with a mistake.
    private mutating func elseTest(_ line: Lexer.Line, isLast: Bool) -> Expectation? {
        if isLast {
            note(
                mistake(
                    "else-after-else", "this if has had its last else already", at: line.words[0].range,
                    advice: ["put the else without a condition last"]))
            return nil
        }
        guard line.words.count > 1 else { return nil }
        guard line.words[1].bareText == "if" else {
            note(
                mistake(
                    "surplus-word", "else takes nothing after it but if", at: line.words[1].range,
                    advice: ["write else if QUERY PREDICATE, or put the command on the next line"]))
            return nil
        }
        return test(of: line, after: 2)
    }

    private mutating func test(of line: Lexer.Line, after count: Int) -> Expectation? {
        do throws(Diagnostic) {
            return try test(line.words.dropFirst(count), of: line.words[count - 1])
        } catch {
            note(error)
            return nil
        }
    }

    /// A query and a predicate to the end of the words, behind a keyword.
    func test(_ words: ArraySlice<Word>, of keyword: Word) throws(Diagnostic) -> Expectation {
        guard !words.isEmpty else {
            throw mistake(
                "condition-missing", "\(keyword.bareText ?? "") needs a condition", at: keyword.range,
                expected: "a query and a predicate, as in status == 200",
                advice: ["`help predicates` lists what can be said"])
        }
        let expectation = try expectation(words)
        try check(expectation)
        return expectation
    }
}
