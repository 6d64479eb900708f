/// The sentences by which RFC 6749 §5.2 explains its error codes: each lists all that a code may mean. Servers send them
/// as they stand, and so name nothing by them.
enum StandardText {
    /// A text without these sentences, whatever their case.
    static func without(_ text: String) -> String {
        let plain = Array(text.utf8).map(lower)
        var result: [UInt8] = []
        var position = 0
        let bytes = Array(text.utf8)
        while position < bytes.count {
            let rest = plain[position...]
            guard isStart(position, of: plain), let sentence = sentences.first(where: { rest.starts(with: $0) }) else {
                result.append(bytes[position])
                position += 1
                continue
            }
            position += sentence.count
            // To its end; the list may be cut short, or have words of the server's own in it.
            while position < bytes.count, !isEnd(position, of: plain) { position += 1 }
            position = min(bytes.count, position + 1)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Their beginnings, in lower case.
    private static let sentences: [[UInt8]] = [
        "client authentication failed, e.g.", "client authentication failed (e.g.",
        "client authentication failed (such as", "client authentication failed, such as",
        "client authentication failed due to unknown client, no client authentication included",
        "the authorization server may return an http 401", "the authorization server may return http 401",
        "the authorization server may return a 401",
        "if the client attempted to authenticate via the",
        "the request is missing a required parameter, includes an",
        "the request is missing a required parameter, includes a",
    ].map { Array($0.utf8) }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
    }

    private static func isStart(_ place: Int, of bytes: [UInt8]) -> Bool {
        guard place > 0 else { return true }
        return !((UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[place - 1]))
    }

    /// Whether a sentence ends at a place: a full stop that no letter follows, as one of `e.g.` is followed.
    private static func isEnd(_ place: Int, of bytes: [UInt8]) -> Bool {
        guard bytes[place] == UInt8(ascii: ".") else { return bytes[place] == 0x0A }
        guard place + 1 < bytes.count else { return true }
        return bytes[place + 1] == UInt8(ascii: " ") || bytes[place + 1] == 0x0A
    }
}
