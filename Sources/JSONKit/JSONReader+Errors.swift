extension JSONReader {
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipBlanks() {
        while let next, next.isJSONBlank { position += 1 }
    }

    /// The ASCII letters that come next, few enough to show.
    var nextWord: String {
        let letters = bytes[position...].prefix { $0.isLetter }
        return String(decoding: letters.prefix(20), as: UTF8.self) + (letters.count > 20 ? "…" : "")
    }

    func error(_ code: JSONError.Code, _ message: String, at offset: Int) -> JSONError {
        JSONError(code, message, at: offset, in: bytes, firstLine: firstLine)
    }

    /// An error about what comes next.
    func unexpected(_ expected: String, in container: Container? = nil) -> JSONError {
        guard let next else {
            let opened = container.map { ", inside the \($0.kind) that begins at \(place(of: $0.offset))" } ?? ""
            return error(.endOfInput, "expected \(expected) but the text ends\(opened)", at: position)
        }
        if next >= 0x80, nextScalar == nil { return notUTF8() }
        return error(.syntax, "expected \(expected) but found \(found)\(hint)", at: position)
    }

    private func place(of offset: Int) -> String {
        let place = error(.syntax, "", at: offset)
        return "line \(place.line), column \(place.column)"
    }

    /// What comes next; never the inside of a string, which may be a secret.
    var found: String {
        guard let scalar = nextScalar else { return next == nil ? "the end of the text" : "a byte that is no UTF-8" }
        if scalar == "\"" { return "a string" }
        if scalar == "'" { return "a single quote" }
        if !nextWord.isEmpty { return "'\(nextWord)'" }
        if scalar.value < 0x20 || scalar.isUnsafeOnTerminal { return "the control character \(scalar.codePoint)" }
        return "'\(scalar)'"
    }

    private var nextScalar: Unicode.Scalar? {
        guard let next else { return nil }
        let character = bytes[position..<min(position + next.lengthOfUTF8, bytes.count)]
        return String(validating: character, as: UTF8.self)?.unicodeScalars.first
    }

    /// What people write who have another language in mind.
    private var hint: String {
        switch nextWord {
        case "NaN", "Infinity", "undefined": return "; JSON has no \(nextWord)"
        case "True", "False", "None": return "; JSON writes true, false and null"
        default: break
        }
        switch next {
        case UInt8(ascii: "'"): return "; strings and names take double quotes"
        case UInt8(ascii: "/"), UInt8(ascii: "#"): return "; JSON has no comments"
        case UInt8(ascii: "<"): return "; this looks like HTML or XML"
        case UInt8(ascii: "+"), UInt8(ascii: "."): return "; numbers begin with a digit or '-'"
        default: return ""
        }
    }

    static func quoted(_ name: String) -> String {
        var bytes: [UInt8] = []
        var shown = String(name.prefix(60))
        shown.withUTF8 { bytes.appendEscaped(UnsafeRawBufferPointer($0), asciiOnly: false) }
        return "\"" + String(decoding: bytes, as: UTF8.self) + (name.count > 60 ? "…" : "") + "\""
    }
}

extension UInt8 {
    var isJSONBlank: Bool { self == 0x20 || (0x09...0x0A).contains(self) || self == 0x0D }

    var isLetter: Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self & 0xDF)
    }
}
