/// Cuts what arrives into lines, and does not let one grow without end.
struct LineSplitter {
    private var rest: [UInt8] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// - Returns: the lines that are whole now; nil if one is too long.
    mutating func feed(_ bytes: ArraySlice<UInt8>) -> [[UInt8]]? {
        var lines: [[UInt8]] = []
        var bytes = bytes
        while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
            guard rest.count + (end - bytes.startIndex) <= limit else { return nil }
            lines.append(rest + bytes[..<end])
            rest = []
            bytes = bytes[(end + 1)...]
        }
        guard rest.count + bytes.count <= limit else { return nil }
        rest += bytes
        return lines
    }
}
