/// A picture that an answer brought, and where it was saved.
public struct SavedPicture: Sendable {
    /// The path of the file in which the picture was saved.
    public let path: String
    /// The picture as it came.
    public let bytes: [UInt8]
    /// Whether it is a PNG, which is all that is drawn.
    public let isPNG: Bool

    /// A picture that was saved.
    package init(path: String, bytes: [UInt8], isPNG: Bool) {
        self.path = path
        self.bytes = bytes
        self.isPNG = isPNG
    }
}

/// The kinds of pictures that are saved, by what they begin with: what a server calls them may be wrong.
package enum PictureKind: String, CaseIterable {
    case png, jpg, gif, webp

    /// Nil where the bytes are no picture.
    package init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpg
        } else if bytes.starts(with: Array("GIF8".utf8)) {
            self = .gif
        } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self = .webp
        } else {
            return nil
        }
    }
}
