/// `1.2.3`, and the ranges in which `require` asks for it.
public struct PluginVersion: Sendable, Comparable {
    let parts: [Int]

    /// - Returns: nil for what is not one to three numbers with dots between them.
    public init?(_ text: String) {
        guard text.wholeMatch(of: /[0-9]{1,9}(\.[0-9]{1,9}){0,2}/) != nil else { return nil }
        let numbers = text.split(separator: ".").compactMap { Int($0) }
        parts = numbers + Array(repeating: 0, count: 3 - numbers.count)
    }

    private init(parts: [Int]) { self.parts = parts }

    public static func < (one: PluginVersion, other: PluginVersion) -> Bool {
        one.parts.lexicographicallyPrecedes(other.parts)
    }

    /// Whether it is in a range: `1.2`, `=1.2`, `^1.2`, `~1.2`, `>=1.2`, `>1.2`, `<=1.2` or `<1.2`.
    public func isIn(_ range: String) -> Bool {
        let sign = String(range.prefix { "^~><=".contains($0) })
        let text = String(range.dropFirst(sign.count))
        guard let bound = PluginVersion(text) else { return false }
        let given = text.split(separator: ".").count
        switch sign {
        case "^": return self >= bound && self < bound.nextCompatible(given)
        case "~": return self >= bound && self < bound.next(at: min(given, 2) - 1)
        case ">=": return self >= bound
        case ">": return self > bound
        case "<=": return self <= bound
        case "<": return self < bound
        default: return Array(parts.prefix(given)) == Array(bound.parts.prefix(given))
        }
    }

    /// The first version that may break what worked with this one: the leftmost number that is not 0 counts.
    private func nextCompatible(_ given: Int) -> PluginVersion {
        next(at: parts.firstIndex { $0 > 0 } ?? given - 1)
    }

    private func next(at index: Int) -> PluginVersion {
        var next = parts
        next[index] += 1
        for later in next.indices where later > index { next[later] = 0 }
        return PluginVersion(parts: next)
    }
}
