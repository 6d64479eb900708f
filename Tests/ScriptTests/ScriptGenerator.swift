import TestSupport

/// Makes scripts that parse, with everything in them that the language has, oddly laid out.
struct ScriptGenerator {
    private var random: SeededGenerator
    private var definitions = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func script() -> String {
        definitions = 0
        var lines: [String] = []
        block(into: &lines, depth: 0, isTop: true)
        if chance(3) {
            lines.append("finally")
            block(into: &lines, depth: 1, isTop: false)
            if chance(2) { lines.append("end") }
        }
        return lines.map { blanks() + $0 + trailing() }.joined(separator: chance(9) ? "\r\n" : "\n")
    }

    private mutating func block(into lines: inout [String], depth: Int, isTop: Bool) {
        for _ in 0..<number(1...5) {
            while chance(4) { lines.append(chance(2) ? "" : comment()) }
            statement(into: &lines, depth: depth, isTop: isTop)
        }
    }

    private mutating func statement(into lines: inout [String], depth: Int, isTop: Bool) {
        switch number(0...(depth > 3 ? 5 : 11)) {
        case 0: lines.append("step \(word()) --tag \(bare())")
        case 1: lines.append("try \(command())")
        case 2: lines.append("expect \(expectation())")
        case 3...5: lines.append(command())
        case 6: nested("for \(bare()) in \(words())", into: &lines, depth)
        case 7: nested("for \(bare()) in \(path()) | unique", into: &lines, depth)
        case 8: nested("retry 3 every 1ms until \(expectation())", into: &lines, depth)
        case 9 where isTop:
            if chance(2) { lines.append(comment()) }
            definitions += 1
            nested("define f\(definitions)\(bare()) p q=\(word())", into: &lines, depth)
        case 10: nested("for r in @\(bare()).csv", into: &lines, depth)
        default: condition(into: &lines, depth)
        }
    }

    private mutating func nested(_ line: String, into lines: inout [String], _ depth: Int) {
        lines.append(line)
        block(into: &lines, depth: depth + 1, isTop: false)
        lines.append("end")
    }

    private mutating func condition(into lines: inout [String], _ depth: Int) {
        lines.append("if \(expectation())")
        block(into: &lines, depth: depth + 1, isTop: false)
        while chance(3) {
            lines.append("else if \(expectation())")
            block(into: &lines, depth: depth + 1, isTop: false)
        }
        if chance(2) {
            lines.append("else")
            block(into: &lines, depth: depth + 1, isTop: false)
        }
        lines.append("end")
    }

    private mutating func command() -> String {
        switch number(0...6) {
        case 0: "use \(word())"
        case 1: "get \(word())\(gap())a=\(word())\(gap())b:='[1, {\"x\": null}]'\(gap())-Accept\(gap())X-Y:\(word())"
        case 2: "save \(bare()) =\(gap())\(path()) |\(gap())count"
        case 3: "set \(bare())=\(word())"
        case 4: "unset \(words())"
        case 5: "match \(path())\(gap())'{\"a\": #string, ...}'"
        default: "\(path())|count"
        }
    }

    private mutating func expectation() -> String {
        [
            "status == \(word())", "\(path()) | first not exists", "header \(word()) contains \(word())",
            "\(reference()) in \(words())",
        ]
        .randomElement(using: &random) ?? ""
    }

    private mutating func words() -> String { (0..<number(1...3)).map { _ in word() }.joined(separator: gap()) }

    private mutating func word() -> String {
        switch number(0...8) {
        case 0: "'it is  {{x}} #|'"
        case 1: "\"a \(reference()) \\n \\\"b\\\"  \""
        case 2: reference()
        case 3: "a\(reference())\"b c\"'d'"
        case 4: "\"\"\"\n      one \(reference())\n\n        two\n      \"\"\""
        case 5: "\"two\nlines\""
        case 6: "{\(reference())"
        default: bare()
        }
    }

    private mutating func reference() -> String {
        let subject = chance(5) ? (number(0...3) == 0 ? "{{x}}" : path()) : bare()
        let filters = (0..<number(0...2)).map { _ in
            "\(inner())|\(inner())"
                + (["upper", "default \(quoted())", "$.a[?@ == '|']", "replace a 'b c'"].randomElement(using: &random)
                    ?? "")
        }
        return "{{\(inner())\(subject)\(filters.joined())\(chance(3) ? " " : "")}}"
    }

    /// What may stand between the parts of a reference.
    private mutating func inner() -> String { ["", " ", "  ", "\n  ", "\t"].randomElement(using: &random) ?? "" }

    private mutating func quoted() -> String { chance(2) ? "'q  q'" : "x" }

    private mutating func path() -> String {
        ["$", "$.a", "$['x y'][0]", "$.a[?@.b == \"| # ]\"]", "$..c"].randomElement(using: &random) ?? "$"
    }

    private mutating func bare() -> String { ["a", "b-c", "long_name", "x9"].randomElement(using: &random) ?? "a" }

    private mutating func comment() -> String {
        ["# one", "#two  ", "##", "# {{x}} 'quote"].randomElement(using: &random) ?? "#"
    }

    private mutating func gap() -> String {
        [" ", "   ", "\t", " \\\n   ", " \\\r\n"].randomElement(using: &random) ?? " "
    }

    private mutating func blanks() -> String { chance(3) ? String(repeating: " ", count: number(0...7)) : "" }

    private mutating func trailing() -> String {
        ["", "", "", "  ", " # said", "\t#x  "].randomElement(using: &random) ?? ""
    }

    private mutating func chance(_ one: Int) -> Bool { number(1...one) == 1 }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
}
