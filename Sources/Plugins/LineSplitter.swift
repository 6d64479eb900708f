/// Cuts what arrives into lines, and does not let one grow without end.
struct LineSplitter {
    private var rest: [UInt8] = []
    private let limit: Int
    /// Whether what is too long is cut, instead of being refused.
    private let cuts: Bool

    init(limit: Int, cuts: Bool = false) {
        self.limit = limit
        self.cuts = cuts
    }

    /// - Returns: the lines that are whole now; nil if one is too long.
    mutating func feed(_ bytes: ArraySlice<UInt8>) -> [[UInt8]]? {
        var lines: [[UInt8]] = []
        var bytes = bytes
        while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
            guard add(bytes[..<end]) else { return nil }
            lines.append(rest)
            rest = []
            bytes = bytes[(end + 1)...]
        }
        return add(bytes) ? lines : nil
    }

    /// What has come of a line that has not ended.
    mutating func takeRest() -> [UInt8] {
        defer { rest = [] }
        return rest
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) -> Bool {
        let room = limit - rest.count
        guard bytes.count <= room || cuts else { return false }
        rest += bytes.prefix(room)
        return true
    }
}
