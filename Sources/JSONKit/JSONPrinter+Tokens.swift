extension JSONPrinter {
    mutating func write(_ text: String, as token: JSONStyle.Token) {
        let start = output.count
        var text = text
        text.withUTF8 { output.append(contentsOf: $0) }
        finish(token, from: start)
    }

    /// Writes a bracket, a comma or a colon.
    mutating func writeMark(_ mark: Unicode.Scalar) {
        let start = output.count
        output.append(UInt8(ascii: mark))
        if style.painter == nil { column += 1 } else { finish(.punctuation, from: start) }
    }

    mutating func writeString(_ text: String, as token: JSONStyle.Token) {
        var text = text
        text.withUTF8 { writeString(UnsafeRawBufferPointer($0), as: token) }
    }

    /// Writes UTF-8 text in quotes.
    mutating func writeString(_ bytes: UnsafeRawBufferPointer, as token: JSONStyle.Token) {
        let start = output.count
        output.append(UInt8(ascii: "\""))
        output.appendEscaped(bytes, asciiOnly: style.asciiOnly)
        output.append(UInt8(ascii: "\""))
        finish(token, from: start)
    }

    mutating func blank() {
        output.append(UInt8(ascii: " "))
        column += 1
    }

    private mutating func finish(_ token: JSONStyle.Token, from start: Int) {
        if style.layout != .compact { column += output.displayWidth(from: start) }
        guard let painter = style.painter else { return }
        let text = String(decoding: output[start...], as: UTF8.self)
        output.removeSubrange(start...)
        output.append(contentsOf: painter(token, text).utf8)
    }
}

extension [UInt8] {
    /// How many terminal columns the UTF-8 text takes that begins here.
    fileprivate func displayWidth(from start: Int) -> Int {
        let text = self[start...]
        if text.isASCII { return text.count }
        return String(decoding: text, as: UTF8.self).unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension ArraySlice<UInt8> {
    fileprivate var isASCII: Bool { withUnsafeBufferPointer { $0.allSatisfy { $0 < 0x80 } } }
}

extension Unicode.Scalar {
    /// Columns on a terminal, near enough for laying out: East Asian wide characters and pictographs take two.
    fileprivate var displayWidth: Int {
        switch value {
        case 0..<0x300: return 1
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default:
            switch properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 1
            }
        }
    }
}
