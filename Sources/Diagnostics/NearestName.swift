/// The known name that was probably meant: the nearest by edit distance, if it is near enough to be a slip.
public func nearestName(to name: String, among names: some Sequence<String>) -> String? {
    let limit = max(1, name.count / 3 + 1)
    let ranked = names.map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
    return ranked.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
}

/// Damerau–Levenshtein distance with adjacent transpositions (optimal string alignment).
package func editDistance(_ one: String, _ other: String) -> Int {
    let one = Array(one.prefix(64))
    let other = Array(other.prefix(64))
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for row in one.indices {
        var current = [row + 1]
        for column in other.indices {
            let substitution = last[column] + (one[row] == other[column] ? 0 : 1)
            var best = min(substitution, last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                best = min(best, beforeLast[column - 1] + 1)
            }
            current.append(best)
        }
        beforeLast = last
        last = current
    }
    return last[other.count]
}
