internal import Glibc
internal import Synchronization

/// Draws pictures on a terminal that can show them.
public final class PictureScreen: Sendable {
    private let output: TerminalOutput
    /// Where the terminal's answers come from.
    private let input: Int32
    private let environment: [String: String]
    private let pause: KeyReader.Pause
    /// What the terminal has answered; asked once, and only when there is a picture.
    private let asked = Mutex<Bool?>(nil)

    /// More than any picture that is looked at in a terminal.
    private static let mostBytes = 16 << 20

    /// - Parameters:
    ///   - input: where the terminal's answers come from.
    ///   - environment: the process's variables, by which some terminals are known.
    public convenience init(_ output: TerminalOutput, input: Int32 = 0, environment: [String: String]) {
        self.init(output, input: input, environment: environment, pause: KeyReader.realPause)
    }

    /// - Parameter pause: how it is told that the terminal gives no answer.
    init(
        _ output: TerminalOutput, input: Int32, environment: [String: String], pause: @escaping KeyReader.Pause
    ) {
        self.output = output
        self.input = input
        self.environment = environment
        self.pause = pause
    }

    /// Shows a PNG below what was written.
    ///
    /// - Parameter chosen: how; nil to find it out.
    /// - Returns: false where the terminal shows none.
    public func show(_ png: [UInt8], by chosen: PictureProtocol?) throws(PictureError) -> Bool {
        let capabilities = output.capabilities
        guard capabilities.movesCursor, let choice = chosen ?? found() else { return false }
        guard png.count <= Self.mostBytes else { throw PictureError("it is too large to be shown: \(png.count) bytes") }
        let bitmap = try Bitmap(png: png)
        let size = PictureRoom(capabilities, descriptor: output.descriptor)
        let text =
            switch choice {
            case .kitty: KittyPicture(png: png, columns: size.columns(for: bitmap)).text
            case .iterm: ITermPicture(png: png, columns: size.columns(for: bitmap)).text
            case .sixel: SixelPicture(bitmap.fitted(width: size.width, height: size.height)).text
            }
        output.write((chosen == nil ? text : PictureProtocol.passed(text, environment)) + "\n")
        output.flush()
        return true
    }

    private func found() -> PictureProtocol? {
        if let named = PictureProtocol.named(by: environment) { return named }
        let draws = asked.withLock { asked in
            let answer = asked ?? TerminalQuestion(input: input, output: output.descriptor, pause: pause).drawsSixels()
            asked = answer
            return answer
        }
        return draws == true ? .sixel : nil
    }
}

/// How much of the terminal a picture may take, in pixels.
struct PictureRoom {
    let width: Int
    let height: Int
    private let cellWidth: Int
    private let columnLimit: Int

    /// Of terminals that do not tell the size of their cells.
    private static let usualCell = (width: 8, height: 16)

    init(_ capabilities: TerminalCapabilities, descriptor: Int32) {
        var size = winsize()
        let isTold =
            ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_xpixel > 0 && size.ws_col > 0
            && size.ws_ypixel > 0 && size.ws_row > 0
        self.init(
            columns: capabilities.columns ?? 80, rows: capabilities.rows ?? 24,
            cell: isTold
                ? (max(1, Int(size.ws_xpixel / size.ws_col)), max(1, Int(size.ws_ypixel / size.ws_row)))
                : Self.usualCell)
    }

    /// All but the last column, and as many rows as leave the answer above and the prompt below to be seen.
    init(columns: Int, rows: Int, cell: (width: Int, height: Int)) {
        cellWidth = cell.width
        columnLimit = max(1, columns - 1)
        width = columnLimit * cell.width
        height = max(1, rows * 2 / 3) * cell.height
    }

    /// How many columns a picture is given where it would be larger than its room; nil where it fits.
    func columns(for bitmap: Bitmap) -> Int? {
        guard bitmap.width > width || bitmap.height > height else { return nil }
        let shown = min(width, bitmap.width * height / bitmap.height)
        return min(columnLimit, max(1, shown / cellWidth))
    }
}
