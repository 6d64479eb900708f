/// One field of a `multipart/form-data` body (RFC 7578).
struct MultipartPart {
    var name: String
    var content: [UInt8]
    var fileName: String?
    var mediaType: String?

    /// A boundary that stands in none of the contents.
    static func boundary(for parts: [MultipartPart]) -> String {
        var number = 0
        while true {
            let boundary = "keyway-boundary-\(number)"
            let pattern = Array(boundary.utf8)
            if !parts.contains(where: { $0.content.firstRange(of: pattern) != nil }) { return boundary }
            number += 1
        }
    }

    static func body(_ parts: [MultipartPart], boundary: String) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            body += Array("--\(boundary)\r\n\(part.head)\r\n\r\n".utf8) + part.content + Array("\r\n".utf8)
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    private var head: String {
        let file = fileName.map { "; filename=\"\(MultipartPart.escaped($0))\"" } ?? ""
        let type = (mediaType ?? (fileName == nil ? nil : "application/octet-stream")).map { "\r\nContent-Type: \($0)" }
        return "Content-Disposition: form-data; name=\"\(MultipartPart.escaped(name))\"\(file)\(type ?? "")"
    }

    /// As browsers escape names (WHATWG HTML §4.10.21.8).
    private static func escaped(_ text: String) -> String {
        text.replacing("\"", with: "%22").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }
}
