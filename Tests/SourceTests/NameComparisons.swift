/// Where Swift's text decides by a name that is written as a string literal: `call.name == "get"`, `case "get"` in a
/// switch over a name, a list such as `["get", "post"]`.
///
/// This is a heuristic. A subject counts where its last part is `first`, or ends in `name` or `command`; a list where it is
/// asked for such a subject, or where most of its elements are names that are looked for.
struct NameComparisons {
    let names: Set<String>

    func found(in tokens: [SwiftToken]) -> Set<String> {
        equalities(tokens).union(cases(tokens)).union(lists(tokens))
    }

    private static func isSubject(_ token: SwiftToken) -> Bool {
        guard case .word(let word) = token else { return false }
        let lower = word.lowercased()
        return lower == "first" || lower.hasSuffix("name") || lower.hasSuffix("command")
    }

    private func name(_ token: SwiftToken) -> String? {
        guard case .text(let text) = token, names.contains(text) else { return nil }
        return text
    }

    private func equalities(_ tokens: [SwiftToken]) -> Set<String> {
        var found: Set<String> = []
        for index in tokens.indices.dropFirst().dropLast() {
            guard tokens[index] == .sign("==") || tokens[index] == .sign("!=") else { continue }
            if let name = name(tokens[index + 1]), Self.isSubject(tokens[index - 1]) { found.insert(name) }
            if let name = name(tokens[index - 1]), Self.endsWithSubject(tokens[(index + 1)...]) { found.insert(name) }
        }
        return found
    }

    /// Whether tokens begin with a path such as `call.name`, whose last part is a subject.
    private static func endsWithSubject(_ tokens: ArraySlice<SwiftToken>) -> Bool {
        var last: SwiftToken?
        for token in tokens {
            switch token {
            case .word: if last == nil { last = token } else { return last.map(isSubject) ?? false }
            case .sign("."): last = nil
            case .sign("?"), .sign("!"): continue
            default: return last.map(isSubject) ?? false
            }
        }
        return last.map(isSubject) ?? false
    }

    private func cases(_ tokens: [SwiftToken]) -> Set<String> {
        var found: Set<String> = []
        // For each open brace, whether it opens a switch over a subject.
        var braces: [Bool] = []
        var isSwitch = false
        var isCase = false
        for (index, token) in tokens.enumerated() {
            switch token {
            case .word("switch"): isSwitch = true
            case .sign("{"):
                braces.append(isSwitch && index > 0 && Self.isSubject(tokens[index - 1]))
                isSwitch = false
            case .sign("}"): _ = braces.popLast()
            case .word("case"): isCase = braces.last == true
            case .sign(":"): isCase = false
            case .text: if isCase, let name = name(token) { found.insert(name) }
            default: break
            }
        }
        return found
    }

    private func lists(_ tokens: [SwiftToken]) -> Set<String> {
        var found: Set<String> = []
        for start in tokens.indices where tokens[start] == .sign("[") {
            var texts: [SwiftToken] = []
            var index = start + 1
            while index < tokens.count, case .text = tokens[index] {
                texts.append(tokens[index])
                index += 1
                if index < tokens.count, tokens[index] == .sign(",") { index += 1 }
            }
            guard index < tokens.count, tokens[index] == .sign("]") else { continue }
            let known = texts.compactMap(name)
            let after = tokens[(index + 1)...]
            let isAsked =
                after.starts(with: [.sign("."), .word("contains"), .sign("(")])
                && Self.endsWithSubject(after.dropFirst(3))
            if isAsked || (texts.count > 1 && known.count * 2 > texts.count) { found.formUnion(known) }
        }
        return found
    }
}
