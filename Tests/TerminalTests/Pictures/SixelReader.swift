/// Reads sixels back, as a terminal does: enough to see whether a picture arrives as it was.
struct SixelReader {
    private(set) var width = 0
    private(set) var height = 0
    /// The colours that were drawn, as percentages; nil where nothing was.
    private(set) var pixels: [[Int]?] = []

    private var text: Substring
    private var colors: [Int: [Int]] = [:]
    private var color = 0
    private var x = 0, y = 0

    struct Mistake: Error { let rest: String }

    init(_ text: String) throws {
        guard text.hasPrefix("\u{1B}P0;1q\""), text.hasSuffix("\u{1B}\\") else { throw Mistake(rest: text) }
        self.text = text.dropFirst(7).dropLast(2)
        let raster = numbers()
        guard raster.count == 4 else { throw Mistake(rest: String(self.text)) }
        (width, height) = (raster[2], raster[3])
        pixels = Array(repeating: nil, count: width * height)
        while let next = self.text.first { try take(next) }
    }

    private mutating func take(_ next: Character) throws {
        text.removeFirst()
        switch next {
        case "#":
            let parameters = numbers()
            if parameters.count == 5 { colors[parameters[0]] = Array(parameters[2...]) }
            color = parameters[0]
        case "!":
            let count = numbers()[0]
            guard let repeated = text.popFirst() else { throw Mistake(rest: "!") }
            for _ in 0..<count { try draw(repeated) }
        case "$": x = 0
        case "-": (x, y) = (0, y + 6)
        default: try draw(next)
        }
    }

    private mutating func draw(_ sixel: Character) throws {
        guard let value = sixel.asciiValue, (0x3F...0x7E).contains(value), let shown = colors[color] else {
            throw Mistake(rest: String(sixel))
        }
        for bit in 0..<6 where (value - 0x3F) >> bit & 1 == 1 {
            guard x < width, y + bit < height else { throw Mistake(rest: "outside at \(x), \(y + bit)") }
            pixels[(y + bit) * width + x] = shown
        }
        x += 1
    }

    private mutating func numbers() -> [Int] {
        let digits = text.prefix { $0.isNumber || $0 == ";" }
        text = text[digits.endIndex...]
        return digits.split(separator: ";").compactMap { Int($0) }
    }
}
