/// What people write who know another dialect, and how it is written here.
extension PathScanner {
    /// The right way to write what comes next, if it looks like a habit from elsewhere.
    func habit() -> String? {
        if position == 0 { return startHabit }
        if depth == 0 { return segmentHabit }
        return isAfterSelectorStart ? selectorHabit : conditionHabit
    }

    /// Of a query that does not begin with `$`.
    private var startHabit: String? {
        let rest = text(position..<scalars.count)
        if rest.isEmpty { return "$ alone is the whole document" }
        if next?.isPathBlank == true { return "leave out the blanks before '$'" }
        if next == "@" { return "write $\(rest.dropFirst()); '@' has a meaning in filters only" }
        if next == "." && rest.count == 1 { return "write $, which is jq's ." }
        if next == "." || next == "[" { return "write $\(rest)" }
        if next == "/" { return "write $\(rest.split(separator: "/").map { ".\($0)" }.joined())" }
        return next?.beginsPathName == true ? "write $.\(rest)" : nil
    }

    /// Between segments, or after a dot.
    private var segmentHabit: String? {
        let previous = peek(-1)
        if next?.isPathBlank == true, restIsBlank { return "leave out the blanks at the end" }
        if nextAfterBlanks == "|" { return "a query is one path; what follows '|' in jq is a query of its own" }
        if next == "(" { return "functions stand in filters, as in $[?length(@.name) > 3]" }
        if next == "[", previous == "." { return "leave out the '.' before '['" }
        if next == "[" { return nil }
        if next == "'" || next == "\"", previous == "." { return "write the name in brackets: [\(quotedName)]" }
        if let next, next.isDigit, previous == "." { return "write [\(word)] for an index, ['\(word)'] for a name" }
        if next == ".", previous == "." { return "write .. for descendants, or . for a child" }
        if next == "?" { return "a filter stands in brackets: [?…]" }
        if next == "^" || next == "~" { return "RFC 9535 has no parents and no names of members; paths show both" }
        if next == "-", let whole = hyphenatedName { return "write ['\(whole)'], since the name has a hyphen" }
        if isAtEnd, previous == "." { return "leave out the last '.', or write .* for all children" }
        return nil
    }

    /// Where a selector should be.
    private var selectorHabit: String? {
        if next == "]" { return peek(-1) == "[" ? "write [*] for all elements" : "leave out the last ','" }
        if next == "(" { return scriptHabit }
        if next == "+" { return "leave out the '+'" }
        if next == "$" || next == "@" { return "RFC 9535 has no computed names; a filter [?…] can compare" }
        if next?.beginsPathName == true {
            var end = self
            end.takeWhile { $0.continuesPathName || $0 == "-" }
            return "write the name in quotes: '\(text(position..<end.position))'"
        }
        return nil
    }

    /// `[(@.length-1)]` and its like.
    private var scriptHabit: String {
        var script = self
        guard script.take("(@.length-") || script.take("(@.length - ") else {
            return "RFC 9535 has no scripts; a filter begins with '?'"
        }
        let digits = script.takeWhile(\.isDigit)
        return digits.isEmpty ? "count from the end with a negative index" : "write [-\(digits)] to count from the end"
    }

    /// Inside a filter.
    private var conditionHabit: String? {
        if isNext("=~") || (next == "/" && peek(1) != "/") {
            return "write match(@.name, '…') for the whole text or search(@.name, '…') for a part"
        }
        if next == "=" { return peek(-1) == "=" || peek(-1) == "!" ? "leave out the last '='" : "write == to compare" }
        if next == ">", peek(-1) == "<" { return "write != for not equal" }
        if next == "&" { return "write && for and" }
        if next == "|" { return "write || for or" }
        if next == "." { return "write @\(word(after: 1)) for a member of what is being tested" }
        if next == "(" { return "a function takes the query as its argument, as in length(@.name)" }
        if next == "!" { return "negate once, or negate !(…)" }
        return wordHabit
    }

    private var wordHabit: String? {
        let word = word
        switch word.lowercased() {
        case "": return nil
        case "and": return "write && for and"
        case "or": return "write || for or"
        case "not": return "write ! for not"
        case "in", "nin", "anyof", "subsetof", "noneof": return "compare with each: @.a == 'x' || @.a == 'y'"
        case "contains": return "write search(@.name, '…')"
        case "true", "false", "null": return "write \(word.lowercased())"
        case "nil", "none", "undefined": return "write null, or !@.name for what does not exist"
        default: break
        }
        if PathFunction.named(word) != nil { return "write \(word)(…) without a blank before '('" }
        return next?.beginsPathName == true ? "write @.\(word) for a member, '\(word)' in quotes for a text" : nil
    }

    /// Of a function that does not exist.
    func functionHabit(_ name: String) -> String? {
        switch name.lowercased() {
        case "len", "size", "length", "strlen": "write length(…)"
        case "count", "keys": "write count(@.*)"
        case "contains", "test", "find", "like", "regex", "startswith", "endswith": "write search(…, '…')"
        case "matches", "match", "fullmatch": "write match(…, '…')"
        case "search": "write search(…)"
        case "value", "first": "write value(…)"
        case "not": "write ! for not"
        case "exists", "has": "the query alone tests whether it exists: [?@.name]"
        default: nil
        }
    }
}

extension PathScanner {
    private var word: String { word(after: 0) }

    private func word(after distance: Int) -> String {
        var end = self
        end.position += distance
        let word = end.takeWhile(\.continuesPathName)
        return distance > 0 ? "." + word : word
    }

    private var nextAfterBlanks: Unicode.Scalar? { scalars[position...].first { !$0.isPathBlank } }

    private var restIsBlank: Bool { scalars[position...].allSatisfy(\.isPathBlank) }

    /// The name in quotes that comes next.
    private var quotedName: String {
        var end = self
        let name = (try? end.string()) ?? "…"
        return "'\(name)'"
    }

    /// The name around a hyphen, such as `a-b` in `$.a-b`.
    private var hyphenatedName: String? {
        var start = position
        while start > 0, scalars[start - 1].continuesPathName { start -= 1 }
        var end = self
        end.takeWhile { $0.continuesPathName || $0 == "-" }
        return start < position && start > 0 && scalars[start - 1] == "." ? text(start..<end.position) : nil
    }

    /// Whether a bracket or a comma comes right before, blanks aside.
    private var isAfterSelectorStart: Bool {
        var index = position - 1
        while index >= 0, scalars[index].isPathBlank { index -= 1 }
        return index >= 0 && (scalars[index] == "[" || scalars[index] == ",")
    }
}
