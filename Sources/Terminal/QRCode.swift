internal import CQrencode

/// A QR code (ISO/IEC 18004) as lines of a terminal, two rows of modules in each.
public struct QRCode: Sendable {
    /// The longest text that is encoded, in bytes: a longer one makes a code that no terminal has room for.
    public static let longest = 512

    private let width: Int
    private let dark: [Bool]

    /// Nil for a text that is empty, too long or has a NUL, and where the library is not installed.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= QRCode.longest, !text.utf8.contains(0),
            let code = keyway_qr_encode(text)
        else { return nil }
        defer { keyway_qr_free(code) }
        let width = Int(code.pointee.width)
        guard width > 0, let data = code.pointee.data else { return nil }
        self.width = width
        // The lowest bit of each module says whether it is dark.
        dark = (0..<width * width).map { data[$0] & 1 == 1 }
    }

    /// How many columns the lines take, with the quiet zone around the code.
    public var columns: Int { width + 2 * QRCode.quiet }

    private static let quiet = 2

    private func isDark(_ column: Int, _ row: Int) -> Bool {
        guard (0..<width).contains(column), (0..<width).contains(row) else { return false }
        return dark[row * width + column]
    }

    /// The code in half blocks: a light module is drawn, so that a code reads right on a dark background; where the
    /// background is light, readers take the inverted code too.
    public var lines: [String] {
        let range = -QRCode.quiet..<(width + QRCode.quiet)
        return stride(from: -QRCode.quiet, to: width + QRCode.quiet, by: 2).map { row in
            String(range.map { column in QRCode.block(light: !isDark(column, row), below: !isDark(column, row + 1)) })
        }
    }

    private static func block(light above: Bool, below: Bool) -> Character {
        switch (above, below) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
    }
}
