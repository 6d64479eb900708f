#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Draws a landscape from words and a seed: sky, sun or moon, and hills one behind the other.
struct Painter: Sendable {
    func paint(_ picture: Picture) -> Canvas {
        var random = SplitMix(picture.prompt, seed: picture.seed)
        let palette = random.pick(Palette.all, else: Palette.dusk)
        var canvas = Canvas(width: picture.width, height: picture.height)
        let height = Double(picture.height)
        canvas.fillRows { palette.sky(Double($0) / height) }
        if palette.isNight { stars(&canvas, &random) }
        celestialBody(&canvas, palette, &random)
        let count = 3 + random.int(3)
        for index in 0..<count { hill(index, of: count, &canvas, palette, &random) }
        return canvas
    }

    private func stars(_ canvas: inout Canvas, _ random: inout SplitMix) {
        for _ in 0..<(canvas.width * canvas.height / 6000) {
            canvas.disc(
                x: random.double(0...Double(canvas.width)), y: random.double(0...Double(canvas.height) * 0.7),
                radius: random.double(0.3...1.2), reach: 2, Color(0xFFFFFF))
        }
    }

    private func celestialBody(_ canvas: inout Canvas, _ palette: Palette, _ random: inout SplitMix) {
        let size = Double(min(canvas.width, canvas.height))
        canvas.disc(
            x: Double(canvas.width) * random.double(0.15...0.85), y: Double(canvas.height) * random.double(0.15...0.5),
            radius: size * random.double(0.05...0.12), reach: random.double(2.5...4), palette.light)
    }

    private func hill(
        _ index: Int, of count: Int, _ canvas: inout Canvas, _ palette: Palette, _ random: inout SplitMix
    ) {
        let depth = Double(index + 1) / Double(count)
        let height = Double(canvas.height)
        let line = ridge(
            width: canvas.width, base: height * (0.45 + 0.42 * depth), swing: height * (0.16 - 0.09 * depth), &random)
        let top = palette.far.mixed(palette.near, depth)
        let foot = top.mixed(palette.horizon, 0.35 * (1 - depth))
        canvas.fillBelow(line) { top.mixed(foot, min(1, Double($0) / height)) }
    }

    /// Three waves of falling height on top of each other.
    private func ridge(width: Int, base: Double, swing: Double, _ random: inout SplitMix) -> [Double] {
        let waves = (0..<3).map { order in
            (
                length: random.double(0.9...2.1) * pow(2.1, Double(order)), phase: random.double(0...6.3),
                height: swing * random.double(0.6...1) / pow(2.2, Double(order))
            )
        }
        return (0..<width).map { x in
            let place = Double(x) / Double(width) * 2 * Double.pi
            return waves.reduce(base) { $0 + sin(place * $1.length + $1.phase) * $1.height }
        }
    }
}

/// The colours of a landscape.
struct Palette: Sendable {
    var zenith: Color
    var horizon: Color
    var light: Color
    var far: Color
    var near: Color
    var isNight = false

    init(zenith: UInt32, horizon: UInt32, light: UInt32, far: UInt32, near: UInt32, isNight: Bool = false) {
        self.zenith = Color(zenith)
        self.horizon = Color(horizon)
        self.light = Color(light)
        self.far = Color(far)
        self.near = Color(near)
        self.isNight = isNight
    }

    func sky(_ height: Double) -> Color { zenith.mixed(horizon, min(1, height * 1.4)) }

    static let dusk = Palette(zenith: 0x2E2A5C, horizon: 0xF2A07B, light: 0xFFE3B0, far: 0x8C5A7E, near: 0x271B38)

    static let all = [
        dusk,
        Palette(zenith: 0x4A90D9, horizon: 0xE8F3F8, light: 0xFFF8DC, far: 0x9DC3B5, near: 0x24543F),
        Palette(zenith: 0x0B1030, horizon: 0x3A4E86, light: 0xF4F1DE, far: 0x2C3E6B, near: 0x080C1E, isNight: true),
        Palette(zenith: 0xE9C5A0, horizon: 0xFDF3E3, light: 0xF26B4E, far: 0xD9A679, near: 0x6B3A2A),
        Palette(zenith: 0x5FB7B0, horizon: 0xF7E8C9, light: 0xFFFDF2, far: 0x6C9A8B, near: 0x1E3D3A),
        Palette(zenith: 0xB8A9D9, horizon: 0xFCE4EC, light: 0xFFF3F6, far: 0xA58FC0, near: 0x46335E),
        Palette(zenith: 0x12263F, horizon: 0x2F9C95, light: 0xE8FFE8, far: 0x1F5F6B, near: 0x0A1A26, isNight: true),
        Palette(zenith: 0xF08A5D, horizon: 0xF9ED69, light: 0xFFFFF0, far: 0xB83B5E, near: 0x3D1E4D),
    ]
}
