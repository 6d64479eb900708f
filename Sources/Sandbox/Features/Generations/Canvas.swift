/// Pixels in red, green and blue, a byte each, row by row.
struct Canvas: Sendable {
    let width: Int
    let height: Int
    private(set) var bytes: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        bytes = [UInt8](repeating: 0, count: width * height * 3)
    }

    /// Fills each row with one colour.
    mutating func fillRows(_ color: (Int) -> Color) {
        let width = width
        let height = height
        bytes.withUnsafeMutableBufferPointer { bytes in
            var position = 0
            for y in 0..<height {
                let color = color(y)
                for _ in 0..<width {
                    bytes[position] = color.red
                    bytes[position + 1] = color.green
                    bytes[position + 2] = color.blue
                    position += 3
                }
            }
        }
    }

    /// Fills all below a line, given by its height in each column; the fraction softens the edge.
    mutating func fillBelow(_ line: [Double], _ color: (Int) -> Color) {
        let width = width
        let first = max(0, Int(line.min() ?? 0) - 1)
        bytes.withUnsafeMutableBufferPointer { bytes in
            for y in first..<max(first, height) {
                let color = color(y)
                var position = y * width * 3
                for x in 0..<width {
                    let cover = Double(y + 1) - line[x]
                    if cover > 0 { color.blend(over: bytes, at: position, cover < 1 ? cover : 1) }
                    position += 3
                }
            }
        }
    }

    /// A disc with a soft edge, and a glow around it that fades out at `reach` times its radius.
    mutating func disc(x centerX: Double, y centerY: Double, radius: Double, reach: Double, _ color: Color) {
        let outer = radius * reach
        let columns = max(0, Int(centerX - outer))..<max(0, min(width, Int(centerX + outer) + 1))
        let rows = max(0, Int(centerY - outer))..<max(0, min(height, Int(centerY + outer) + 1))
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let width = width
        bytes.withUnsafeMutableBufferPointer { bytes in
            for y in rows {
                let dy = Double(y) + 0.5 - centerY
                for x in columns {
                    let dx = Double(x) + 0.5 - centerX
                    let distance = (dx * dx + dy * dy).squareRoot()
                    guard distance < outer + 1 else { continue }
                    let glow = max(0, 1 - distance / outer)
                    let cover = max(min(1, radius - distance + 0.5), 0.4 * glow * glow)
                    if cover > 0 { color.blend(over: bytes, at: (y * width + x) * 3, cover) }
                }
            }
        }
    }
}

struct Color: Sendable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8

    init(_ rgb: UInt32) {
        red = UInt8(truncatingIfNeeded: rgb >> 16)
        green = UInt8(truncatingIfNeeded: rgb >> 8)
        blue = UInt8(truncatingIfNeeded: rgb)
    }

    /// From this colour (0) to another (1).
    func mixed(_ other: Color, _ share: Double) -> Color {
        var mixed = self
        mixed.red = Color.mix(red, other.red, share)
        mixed.green = Color.mix(green, other.green, share)
        mixed.blue = Color.mix(blue, other.blue, share)
        return mixed
    }

    func blend(over bytes: UnsafeMutableBufferPointer<UInt8>, at position: Int, _ cover: Double) {
        if cover >= 1 {
            bytes[position] = red
            bytes[position + 1] = green
            bytes[position + 2] = blue
        } else {
            bytes[position] = Color.mix(bytes[position], red, cover)
            bytes[position + 1] = Color.mix(bytes[position + 1], green, cover)
            bytes[position + 2] = Color.mix(bytes[position + 2], blue, cover)
        }
    }

    private static func mix(_ one: UInt8, _ other: UInt8, _ share: Double) -> UInt8 {
        UInt8(max(0, min(255, Double(one) + (Double(other) - Double(one)) * share)))
    }
}
