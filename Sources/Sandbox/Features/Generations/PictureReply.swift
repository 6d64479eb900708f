internal import HTTPMessage
internal import SandboxCore

extension Reply {
    /// A picture as it is drawn.
    static func png(_ picture: Picture, cache: String) throws -> Reply {
        Reply(
            200, type: "image/png", try picture.png(),
            headers: [HTTPHeader("Cache-Control", cache), HTTPHeader("Content-Security-Policy", "default-src 'none'")])
    }
}

extension Picture {
    func png() throws(Refusal) -> [UInt8] {
        guard let png = PNG.encode(Painter().paint(self)) else {
            throw .api(500, type: "api_error", "The image could not be made.", cause: "libpng could not encode it")
        }
        return png
    }
}
