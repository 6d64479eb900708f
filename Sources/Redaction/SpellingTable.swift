/// Finds many spellings in a text in one pass over it, however many there are.
///
/// They are kept by their first four bytes. A small filter tells almost every position of a text that nothing begins
/// there without a look into the dictionary.
struct SpellingTable: Sendable {
    struct Match {
        let range: Range<Int>
        let shown: String
    }

    private struct Spelling {
        let bytes: [UInt8]
        let shown: String
        /// Where it counts.
        let reach: SecretReach
    }

    /// In bytes.
    static let shortest = 4

    /// Longest first, since one may begin another.
    private var spellings: [UInt32: [Spelling]] = [:]
    private var filter: [UInt64] = []

    mutating func add(_ spelling: String, shownAs shown: String, reach: SecretReach) {
        let bytes = Array(spelling.utf8)
        guard bytes.count >= SpellingTable.shortest else { return }
        if filter.isEmpty { filter = Array(repeating: 0, count: 1024) }
        let key = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        let bit = SpellingTable.bit(of: key)
        filter[bit / 64] |= 1 << (bit % 64)
        let index = spellings[key]?.firstIndex { $0.bytes.count < bytes.count } ?? spellings[key]?.count ?? 0
        spellings[key, default: []].insert(
            Spelling(bytes: bytes, shown: shown, reach: reach), at: index)
    }

    /// The first spelling at or after a position; of those that begin there, the longest.
    func firstMatch(in text: [UInt8], from start: Int) -> Match? {
        guard !filter.isEmpty, text.count - start >= SpellingTable.shortest else { return nil }
        var key: UInt32 = 0
        for end in start..<text.count {
            key = key << 8 | UInt32(text[end])
            guard end - start >= 3 else { continue }
            let bit = SpellingTable.bit(of: key)
            guard filter[bit / 64] & (1 << (bit % 64)) != 0 else { continue }
            if let match = match(key, in: text, at: end - 3) { return match }
        }
        return nil
    }

    /// The length of the longest end of a text that a spelling begins with.
    func openEnd(of text: [UInt8]) -> Int {
        var longest = 0
        for spelling in spellings.values.joined() where spelling.reach == .everywhere {
            let most = min(spelling.bytes.count - 1, text.count)
            guard most > longest else { continue }
            longest = (longest + 1...most).last { text.suffix($0).elementsEqual(spelling.bytes.prefix($0)) } ?? longest
        }
        return longest
    }

    private static func bit(of key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 16) }

    private func match(_ key: UInt32, in text: [UInt8], at start: Int) -> Match? {
        for spelling in spellings[key] ?? [] {
            let end = start + spelling.bytes.count
            guard end <= text.count, text[start..<end].elementsEqual(spelling.bytes),
                spelling.reach.holds(start..<end, in: text)
            else { continue }
            return Match(range: start..<end, shown: spelling.shown)
        }
        return nil
    }
}
