internal import CEditline
internal import Glibc

/// The stream that Editline writes to, on its way to the terminal.
final class EditorStream {
    let standIns = StandIns()
    private let descriptor: Int32
    /// The beginning of a character whose rest comes with the next piece.
    private var begun: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// For Editline; it must be closed while this lives.
    func open() -> UnsafeMutablePointer<FILE>? {
        keyway_open_stream(Unmanaged.passUnretained(self).toOpaque()) { stream, bytes, count in
            guard let stream, let bytes else { return 0 }
            let written = UnsafeRawBufferPointer(start: bytes, count: count)
            return Unmanaged<EditorStream>.fromOpaque(stream).takeUnretainedValue().write(written) ? count : 0
        }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let shown = standIns.isEmpty ? Array(bytes) : translated(bytes)
        // A terminal that is gone shows itself at the next read.
        return (try? Descriptor.writeAll(shown, to: descriptor)) != nil
    }

    private func translated(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let all = begun + bytes
        let start = all.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
        let isWhole = all.isEmpty || all.count - start >= Self.length(all[start])
        begun = isWhole ? [] : Array(all[start...])
        return Array(standIns.draw(String(decoding: isWhole ? all[...] : all[..<start], as: UTF8.self)).utf8)
    }

    private static func length(_ first: UInt8) -> Int { first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4 }
}
