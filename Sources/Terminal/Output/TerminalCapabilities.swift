internal import Glibc

/// What the place where text is written can show.
public struct TerminalCapabilities: Sendable, Equatable {
    public var isTerminal: Bool
    /// Whether the cursor can be moved, which a dumb terminal's cannot.
    public var movesCursor: Bool
    public var hasColor: Bool
    public var hasUnicode: Bool
    /// The width in columns; nil when it is not a terminal, and lines may be as long as they are.
    public var columns: Int?
    /// The height in rows; nil when it is not a terminal.
    public var rows: Int?

    public init(
        isTerminal: Bool = false, movesCursor: Bool = false, hasColor: Bool = false, hasUnicode: Bool = true,
        columns: Int? = nil, rows: Int? = nil
    ) {
        self.isTerminal = isTerminal
        self.movesCursor = movesCursor
        self.hasColor = hasColor
        self.hasUnicode = hasUnicode
        self.columns = columns
        self.rows = rows
    }

    /// Looks at a file descriptor and the environment (`TERM`, `COLUMNS`, the locale, the colour conventions).
    public init(descriptor: Int32, environment: [String: String], color: ColorPolicy = .auto) {
        isTerminal = isatty(descriptor) == 1
        movesCursor = isTerminal && !Self.isDumb(environment)
        hasColor = color.allowsColor(isTerminal: isTerminal, environment: environment)
        hasUnicode = Locale.isUnicode(environment)
        columns = isTerminal ? Self.columns(of: descriptor, environment) : nil
        rows = isTerminal ? Self.rows(of: descriptor) : nil
    }

    private static func rows(of descriptor: Int32) -> Int? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : nil
    }

    static func isDumb(_ environment: [String: String]) -> Bool {
        let name = environment["TERM"] ?? ""
        return name.isEmpty || name == "dumb"
    }

    private static func columns(of descriptor: Int32, _ environment: [String: String]) -> Int {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        if let named = environment["COLUMNS"].flatMap({ Int($0) }), named > 0 { return named }
        return 80
    }
}
