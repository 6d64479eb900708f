internal import Encodings

/// A picture by iTerm2's inline images (OSC 1337), sent as the PNG that it is.
struct ITermPicture {
    let png: [UInt8]
    /// In cells; nil for the size that it has.
    let columns: Int?

    var text: String {
        let width = columns.map { ";width=\($0)" } ?? ""
        let data = Base64.encode(png)
        return "\u{1B}]1337;File=inline=1;size=\(png.count)\(width);preserveAspectRatio=1:\(data)\u{07}"
    }
}
