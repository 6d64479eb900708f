/// A picture in sixels (DEC STD 070, chapter 9): bands of six rows, one colour at a time.
struct SixelPicture {
    private let bitmap: Bitmap
    private let palette: Palette

    init(_ bitmap: Bitmap) {
        self.bitmap = bitmap
        palette = Palette(bitmap)
    }

    var text: String {
        // The pixels that are not drawn keep what is behind them (P2 = 1); a pixel is a pixel (1:1).
        var bytes = Array("\u{1B}P0;1q\"1;1;\(bitmap.width);\(bitmap.height)".utf8)
        for (number, color) in palette.colors.enumerated() {
            let parts = [color.red, color.green, color.blue].map { ($0 * 100 + 127) / 255 }
            bytes += "#\(number);2;\(parts[0]);\(parts[1]);\(parts[2])".utf8
        }
        for top in stride(from: 0, to: bitmap.height, by: 6) { append(band: top, to: &bytes) }
        bytes += "\u{1B}\\".utf8
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(band top: Int, to bytes: inout [UInt8]) {
        var rows: [Int: [UInt8]] = [:]
        for row in top..<min(top + 6, bitmap.height) {
            for column in 0..<bitmap.width {
                let at = (row * bitmap.width + column) * 4
                guard bitmap.pixels[at + 3] >= 128 else { continue }
                rows[palette.number(bitmap.pixels, at), default: [UInt8](repeating: 0, count: bitmap.width)][column] |=
                    1 << UInt8(row - top)
            }
        }
        for (index, number) in rows.keys.sorted().enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "$")) }
            bytes += "#\(number)".utf8
            Self.append(rows[number] ?? [], to: &bytes)
        }
        bytes.append(UInt8(ascii: "-"))
    }

    /// One colour of a band; what is empty at its end is left out.
    private static func append(_ sixels: [UInt8], to bytes: inout [UInt8]) {
        let end = (sixels.lastIndex { $0 != 0 } ?? -1) + 1
        var start = 0
        while start < end {
            let sixel = sixels[start]
            var next = start + 1
            while next < end, sixels[next] == sixel { next += 1 }
            let character = sixel + 0x3F
            let count = next - start
            // Shorter than three, a count takes more room than what it counts.
            if count > 3 {
                bytes += "!\(count)".utf8
                bytes.append(character)
            } else {
                bytes += [UInt8](repeating: character, count: count)
            }
            start = next
        }
    }
}
