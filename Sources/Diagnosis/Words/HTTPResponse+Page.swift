internal import HTTPMessage

extension HTTPResponse {
    /// Whether the body is a page for people: by its media type, or because it begins as markup does.
    package var isPage: Bool {
        mediaType?.contains("html") == true
            || body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
    }
}
