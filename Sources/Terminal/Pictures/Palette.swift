/// At most 256 colours that stand for all of a picture's: its colour space is halved where it is fullest (median cut).
struct Palette {
    /// Red, green and blue, from 0 to 255.
    private(set) var colors: [(red: Int, green: Int, blue: Int)] = []
    /// The number of a colour by its five upper bits each.
    private var numbers = [UInt8](repeating: 0, count: 1 << 15)

    static let limit = 256

    /// Of the pixels that can be seen.
    init(_ bitmap: Bitmap) {
        var tallies = [Tally](repeating: Tally(), count: 1 << 15)
        for at in stride(from: 0, to: bitmap.pixels.count, by: 4) where bitmap.pixels[at + 3] >= 128 {
            tallies[Self.key(bitmap.pixels, at)].add(bitmap.pixels, at)
        }
        let used = tallies.indices.filter { tallies[$0].count > 0 }
        guard !used.isEmpty else { return }
        for box in Self.boxes(used, tallies) {
            for key in box { numbers[key] = UInt8(colors.count) }
            colors.append(box.reduce(into: Tally()) { $0.add(tallies[$1]) }.mean)
        }
    }

    func number(_ pixels: [UInt8], _ at: Int) -> Int { Int(numbers[Self.key(pixels, at)]) }

    private static func key(_ pixels: [UInt8], _ at: Int) -> Int {
        Int(pixels[at] >> 3) << 10 | Int(pixels[at + 1] >> 3) << 5 | Int(pixels[at + 2] >> 3)
    }

    /// How often a colour is there, and the sums of its parts.
    private struct Tally {
        var count = 0
        private var red = 0, green = 0, blue = 0

        mutating func add(_ pixels: [UInt8], _ at: Int) {
            count += 1
            red += Int(pixels[at])
            green += Int(pixels[at + 1])
            blue += Int(pixels[at + 2])
        }

        mutating func add(_ other: Tally) {
            count += other.count
            red += other.red
            green += other.green
            blue += other.blue
        }

        var mean: (red: Int, green: Int, blue: Int) { (red / count, green / count, blue / count) }
    }

    private static func boxes(_ keys: [Int], _ tallies: [Tally]) -> [[Int]] {
        var boxes = [Box(keys, tallies)]
        while boxes.count < limit, let widest = boxes.indices.max(by: { boxes[$0].weight < boxes[$1].weight }),
            boxes[widest].weight > 0
        {
            let (low, high) = boxes[widest].halves(tallies)
            boxes[widest] = low
            boxes.append(high)
        }
        return boxes.map(\.keys)
    }

    private struct Box {
        let keys: [Int]
        /// The shift of the part that differs most within it.
        private let shift: Int
        /// How much there is to gain by halving it; 0 for a single colour.
        let weight: Int

        init(_ keys: [Int], _ tallies: [Tally]) {
            self.keys = keys
            let ranges = [10, 5, 0].map { shift in
                let parts = keys.map { $0 >> shift & 31 }
                return (shift: shift, range: (parts.max() ?? 0) - (parts.min() ?? 0))
            }
            let widest = ranges.max { $0.range < $1.range }
            shift = widest?.shift ?? 0
            weight = (widest?.range ?? 0) * keys.reduce(0) { $0 + tallies[$1].count }
        }

        /// Halved where half of its pixels lie on each side; neither half is empty.
        func halves(_ tallies: [Tally]) -> (Box, Box) {
            let sorted = keys.sorted { ($0 >> shift & 31, $0) < ($1 >> shift & 31, $1) }
            let half = sorted.reduce(0) { $0 + tallies[$1].count } / 2
            var count = 0
            var cut = 1
            for (index, key) in sorted.enumerated().dropLast() {
                count += tallies[key].count
                cut = index + 1
                if count >= half { break }
            }
            return (Box(Array(sorted[..<cut]), tallies), Box(Array(sorted[cut...]), tallies))
        }
    }
}
