/// Reads the grammar of RFC 9485 §3; each step gives nil where the text does not follow it.
struct RegularExpressionParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    private static let depthLimit = 64

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    mutating func whole() -> RegularTree? {
        guard let tree = choice(), position == scalars.count else { return nil }
        return tree
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func choice() -> RegularTree? {
        var branches: [RegularTree] = []
        repeat {
            guard let branch = branch() else { return nil }
            branches.append(branch)
        } while take("|")
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func branch() -> RegularTree? {
        var pieces: [RegularTree] = []
        if take("^") { pieces.append(.begin) }
        while let next, next != "|", next != ")" {
            if next == "$", endsBranch(at: position + 1) {
                position += 1
                pieces.append(.end)
            } else {
                guard let piece = piece() else { return nil }
                pieces.append(piece)
            }
        }
        return pieces.count == 1 ? pieces[0] : .sequence(pieces)
    }

    private func endsBranch(at index: Int) -> Bool {
        index == scalars.count || scalars[index] == "|" || scalars[index] == ")"
    }

    private mutating func piece() -> RegularTree? {
        guard let atom = atom() else { return nil }
        switch next {
        case "*":
            position += 1
            return .repeated(atom, minimum: 0, maximum: nil)
        case "+":
            position += 1
            return .repeated(atom, minimum: 1, maximum: nil)
        case "?":
            position += 1
            return .repeated(atom, minimum: 0, maximum: 1)
        case "{":
            position += 1
            return range(of: atom)
        default:
            return atom
        }
    }

    /// What follows `{`.
    private mutating func range(of atom: RegularTree) -> RegularTree? {
        guard let minimum = count() else { return nil }
        var maximum: Int? = minimum
        if take(",") { maximum = next == "}" ? nil : count() ?? -1 }
        guard take("}"), maximum.map({ $0 >= minimum }) ?? true else { return nil }
        return .repeated(atom, minimum: minimum, maximum: maximum)
    }

    private mutating func count() -> Int? {
        var digits = ""
        while let next, next.isDigit {
            digits.unicodeScalars.append(next)
            position += 1
        }
        return Int(digits)
    }

    private mutating func atom() -> RegularTree? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "(": return group()
        case ".": return .set(.anyButLineBreak)
        case "[": return bracketed().map(RegularTree.set)
        case "\\": return escape().map { .set(ScalarSet(items: [$0])) }
        case ")", "*", "+", "?", "]", "{", "|", "}": return nil
        default: return .set(ScalarSet(items: [.range(scalar...scalar)]))
        }
    }

    private mutating func group() -> RegularTree? {
        guard depth < Self.depthLimit else { return nil }
        depth += 1
        defer { depth -= 1 }
        guard let tree = choice(), take(")") else { return nil }
        return tree
    }

    /// What follows `[`.
    private mutating func bracketed() -> ScalarSet? {
        var set = ScalarSet(items: [], isNegated: take("^"))
        if take("-") { set.items.append(.range("-"..."-")) }
        while let next, next != "]" {
            if next == "-" {
                position += 1
                set.items.append(.range("-"..."-"))
                guard self.next == "]" else { return nil }
            } else {
                guard let item = item() else { return nil }
                set.items.append(item)
            }
        }
        return take("]") && !set.items.isEmpty ? set : nil
    }

    /// A character, a range of them, or a category in brackets.
    private mutating func item() -> ScalarSet.Item? {
        guard let first = bracketedScalar() else { return nil }
        guard case .range(let range) = first, next == "-", position + 1 < scalars.count, scalars[position + 1] != "]"
        else { return first }
        position += 1
        guard case .range(let last)? = bracketedScalar(), range.lowerBound <= last.lowerBound else { return nil }
        return .range(range.lowerBound...last.lowerBound)
    }

    private mutating func bracketedScalar() -> ScalarSet.Item? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "\\": return escape()
        case "[", "]", "-": return nil
        default: return .range(scalar...scalar)
        }
    }

    /// What follows a backslash.
    private mutating func escape() -> ScalarSet.Item? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "n": return .range("\n"..."\n")
        case "r": return .range("\r"..."\r")
        case "t": return .range("\t"..."\t")
        case "p", "P": return category(complement: scalar == "P")
        case "(", ")", "*", "+", "-", ".", "?", "[", "\\", "]", "^", "{", "|", "}": return .range(scalar...scalar)
        default: return nil
        }
    }

    /// What follows `\p` or `\P`.
    private mutating func category(complement: Bool) -> ScalarSet.Item? {
        guard take("{") else { return nil }
        var name = ""
        while let next, next != "}" {
            name.unicodeScalars.append(next)
            position += 1
        }
        guard take("}"), Self.categories.contains(name) else { return nil }
        return .category(name, complement: complement)
    }

    /// The categories of RFC 9485 §3 and, by one letter, their groups.
    private static let categories: Set<String> = {
        let groups = ["L": "lmotu", "M": "cen", "N": "dlo", "P": "cdefios", "Z": "lps", "S": "ckmo", "C": "cfno"]
        return Set(groups.flatMap { group, kinds in [group] + kinds.map { "\(group)\($0)" } })
    }()
}
