import HTTPMessage

/// The request line and headers as libcurl sent them: the latest, where a tunnel was opened first.
struct SentHead {
    private var octets: [UInt8] = []
    private var isComplete = false

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if isComplete { octets = [] }
        octets.append(contentsOf: bytes)
        isComplete = octets.suffix(4).elementsEqual("\r\n\r\n".utf8)
    }

    var text: String? { octets.isEmpty ? nil : String(decoding: octets, as: UTF8.self) }

    /// A request to a proxy for a way through it.
    var isTunnel: Bool { octets.starts(with: "CONNECT ".utf8) }

    var isRequest: Bool { !octets.isEmpty && !isTunnel }
}

/// The status line and headers of the final response, as they came; interim ones (1xx) and a proxy's consent are
/// overwritten, and trailers left out.
struct ReceivedHead {
    private var octets: [UInt8] = []
    private var isComplete = false
    /// Whether the final response's blank line has come.
    private(set) var isFinal = false
    private var totalSize = 0
    private var totalLines = 0
    private(set) var status = 0

    static let mostOctets = 256 << 10
    static let mostLines = 1000

    /// False where there is more than anyone needs, trailers and interim responses counted.
    mutating func append(_ line: UnsafeRawBufferPointer, ofTunnel: Bool) -> Bool {
        totalSize += line.count
        totalLines += 1
        guard totalSize <= Self.mostOctets, totalLines <= Self.mostLines else { return false }
        if isFinal { return true }
        if isComplete {
            octets = []
            isComplete = false
        }
        if octets.isEmpty { status = Self.status(of: line) }
        octets.append(contentsOf: line)
        if line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8) {
            isComplete = true
            isFinal = status >= 200 && !ofTunnel
        }
        return true
    }

    var text: String? { octets.isEmpty ? nil : String(decoding: octets, as: UTF8.self) }

    /// Nil where the head is not whole: libcurl takes what there is of it when the connection ends.
    func response(body: [UInt8]) -> HTTPResponse? {
        guard isFinal else { return nil }
        var lines = octets.split(separator: UInt8(ascii: "\n")).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }[...]
        guard let statusLine = lines.popFirst() else { return nil }
        let words = statusLine.dropFirst(5).split(
            separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        return HTTPResponse(
            version: words[0], status: status, reason: words.count > 2 ? words[2] : "",
            headers: HTTPHeaders(Self.fields(lines)), body: body)
    }

    /// A line that begins with a blank continues the one before (RFC 9112 §5.2).
    private static func fields(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [HTTPHeader] {
        var fields: [HTTPHeader] = []
        for line in lines {
            if let first = line.first, isBlank(first), let last = fields.indices.last {
                fields[last].value += " " + text(line)
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                fields.append(HTTPHeader(text(line[..<colon]), text(line[line.index(after: colon)...])))
            }
        }
        return fields
    }

    private static func text(_ octets: ArraySlice<UInt8>) -> String {
        let end = octets.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? octets.startIndex
        return String(decoding: octets[..<end].drop(while: isBlank), as: UTF8.self)
    }

    private static func isBlank(_ octet: UInt8) -> Bool { octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t") }

    /// The number after the first blank of `HTTP/1.1 200 OK`; 0 where there is none.
    private static func status(of line: UnsafeRawBufferPointer) -> Int {
        let digits = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix(3)
        return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
}
