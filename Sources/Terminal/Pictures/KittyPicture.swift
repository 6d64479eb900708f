internal import Encodings

/// A picture by kitty's graphics protocol, sent as the PNG that it is.
struct KittyPicture {
    let png: [UInt8]
    /// In cells; nil for the size that it has.
    let columns: Int?

    /// The most that one piece may hold, by the protocol.
    private static let pieceSize = 4096

    var text: String {
        let data = Array(Base64.encode(png).utf8)
        // q=2: the terminal answers nothing, which would be read as keys.
        let keys = "a=T,f=100,q=2" + (columns.map { ",c=\($0)" } ?? "")
        let starts = Array(stride(from: 0, to: max(1, data.count), by: Self.pieceSize))
        return starts.map { start in
            let piece = String(decoding: data[start..<min(start + Self.pieceSize, data.count)], as: UTF8.self)
            let more = start == starts.last ? "m=0" : "m=1"
            return "\u{1B}_G\(start == 0 ? "\(keys),\(more)" : more);\(piece)\u{1B}\\"
        }.joined()
    }
}
