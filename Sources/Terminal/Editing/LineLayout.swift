internal import CEditline

/// Where Editline puts a line's characters on a terminal of some width.
///
/// It follows Editline's own drawing, with the C library's idea of widths, so that others can find the line's first row.
struct LineLayout {
    private(set) var row = 0
    private(set) var column = 0
    private let width: Int

    /// - Parameter next: the character behind: a wide one that finds no room takes the place before it with it.
    init(
        prompt: [Unicode.Scalar], line: some Sequence<Unicode.Scalar>, next: Unicode.Scalar? = nil, width: Int
    ) {
        self.width = max(2, width)
        for scalar in prompt { put(Self.width(of: scalar)) }
        for scalar in line { add(scalar) }
        if let next, next != "\t", column + Self.width(of: next) > self.width { wrap() }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\n":
            row += 1
            column = 0
        case "\t":
            repeat { put(1) } while column % 8 != 0
        default:
            if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
                // Drawn as ^X.
                put(1)
                put(1)
            } else {
                put(Self.width(of: scalar))
            }
        }
    }

    private mutating func put(_ size: Int) {
        if column + size > width { wrap() }
        column += size
        if column >= width { wrap() }
    }

    private mutating func wrap() {
        row += 1
        column = 0
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        max(0, Int(keyway_column_width(wchar_t(bitPattern: scalar.value))))
    }
}
