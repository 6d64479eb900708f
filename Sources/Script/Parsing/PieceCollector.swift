/// Gathers the bytes of a word into as few pieces as there are.
struct PieceCollector {
    private var pieces: [Word.Piece] = []
    private var bytes: [UInt8] = []
    private var isQuoted = false

    /// Opens a quote, so that an empty one leaves an empty piece.
    mutating func beginQuote() {
        if !isQuoted { flush() }
        isQuoted = true
    }

    mutating func add(_ byte: UInt8, quoted: Bool) {
        if quoted != isQuoted { flush() }
        isQuoted = quoted
        bytes.append(byte)
    }

    mutating func add(_ text: some Sequence<UInt8>, quoted: Bool) {
        for byte in text { add(byte, quoted: quoted) }
    }

    mutating func add(_ reference: Reference) {
        flush()
        pieces.append(.reference(reference))
    }

    /// Puts what another collector gathered, which is all quoted, at the end.
    mutating func add(_ more: [Word.Piece]) {
        flush()
        pieces += more
    }

    mutating func finished() -> [Word.Piece] {
        flush()
        return pieces
    }

    private mutating func flush() {
        if isQuoted || !bytes.isEmpty {
            pieces.append(.text(String(decoding: bytes, as: UTF8.self), quoted: isQuoted))
        }
        bytes = []
        isQuoted = false
    }
}
