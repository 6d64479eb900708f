internal import Diagnostics
internal import Glibc
internal import Session

/// The bytes of a file or of standard input, taken from the front.
///
/// What is taken stays in ``bytes`` until ``drop()``, and is told by its range there.
final class InputBytes {
    /// What is said of it in messages.
    let name: String
    private(set) var bytes: [UInt8] = []
    private let descriptor: Int32
    /// How many bytes to ask for at once: of a file of ordinary size all.
    private let pieceSize: Int
    private var position = 0
    private var isAtEnd = false

    /// The largest document, in bytes.
    static let limit = 1 << 30

    /// - Parameter descriptor: It is read from where it stands, and closed in the end.
    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
        // One more, to meet the end; a pipe has none to ask for.
        let size = Self.size(of: descriptor)
        pieceSize = size.map { $0 < Self.limit ? max($0 + 1, 4096) : 1 << 16 } ?? 1 << 16
    }

    /// Bytes of a file; nil for a pipe and for a terminal.
    private static func size(of descriptor: Int32) -> Int? {
        let place = lseek(descriptor, 0, SEEK_CUR)
        guard place >= 0 else { return nil }
        let end = lseek(descriptor, 0, SEEK_END)
        return lseek(descriptor, place, SEEK_SET) == place && end >= place ? Int(end - place) : nil
    }

    convenience init(path: String) throws(Diagnostic) {
        self.init(descriptor: try NamedFile.openedToRead(path), name: path)
    }

    deinit { close(descriptor) }

    /// Takes the next line, without its end.
    func takeLine() throws(Diagnostic) -> Range<Int>? {
        var searched = position
        while true {
            if let end = newline(from: searched) {
                defer { position = end + 1 }
                return position..<end
            }
            searched = bytes.count
            if try !fill() { return takeBuffered() }
        }
    }

    /// Takes all there is.
    func takeRest() throws(Diagnostic) -> Range<Int> {
        while try fill() {}
        return takeBuffered() ?? position..<position
    }

    /// Takes what is there already, else what comes next.
    func takePiece() throws(Diagnostic) -> Range<Int>? {
        if position == bytes.count { _ = try fill() }
        return takeBuffered()
    }

    /// Gives back what was taken last.
    func untake(_ range: Range<Int>) { position = range.lowerBound }

    /// Lets go of what has been taken, once it is worth it.
    func drop() {
        if position == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.count <= 1 << 20)
        } else if position * 2 > bytes.count {
            bytes.removeSubrange(..<position)
        } else {
            return
        }
        position = 0
    }

    private func takeBuffered() -> Range<Int>? {
        guard position < bytes.count else { return nil }
        defer { position = bytes.count }
        return position..<bytes.count
    }

    private func newline(from start: Int) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard start < buffer.count, let base = buffer.baseAddress,
                let found = memchr(base + start, 0x0A, buffer.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Waits for more bytes; false at the end.
    private func fill() throws(Diagnostic) -> Bool {
        guard !isAtEnd else { return false }
        guard bytes.count - position <= Self.limit else {
            throw Diagnostic(
                .execution, "too-large", "\(name) has a document of more than \(Self.limit >> 20) MB",
                advice: ["cut it into lines of one document each"])
        }
        var failed = false
        let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
            var result = read(descriptor, buffer.baseAddress, buffer.count)
            while result < 0, errno == EINTR { result = read(descriptor, buffer.baseAddress, buffer.count) }
            failed = result < 0
            count = max(0, result)
        }
        if failed { throw Self.failure(name) }
        isAtEnd = piece.isEmpty
        if bytes.isEmpty { bytes = piece } else { bytes += piece }
        return !isAtEnd
    }

    private static func failure(_ name: String) -> Diagnostic {
        Diagnostic(
            .execution, "file", "\(name) cannot be read: \(String(cString: strerror(errno)))",
            advice: ["check its name and its mode"])
    }
}
