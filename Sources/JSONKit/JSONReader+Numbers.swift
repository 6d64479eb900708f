extension JSONReader {
    mutating func number() throws(JSONError) -> JSON {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let first = position
        try digits("a digit after '-'")
        guard bytes[first] != UInt8(ascii: "0") || position == first + 1 else {
            throw error(.syntax, "a number cannot begin with a zero and go on: \(text(from: start))", at: start)
        }
        var isReal = false
        if next == UInt8(ascii: ".") {
            isReal = true
            position += 1
            try digits("a digit after '.'")
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isReal = true
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try digits("the digits of the exponent")
        }
        return try value(from: start, isReal: isReal)
    }

    private mutating func digits(_ expected: String) throws(JSONError) {
        guard next?.isDigit == true else { throw unexpected(expected) }
        while next?.isDigit == true { position += 1 }
    }

    private func value(from start: Int, isReal: Bool) throws(JSONError) -> JSON {
        let number = String(decoding: bytes[start..<position], as: UTF8.self)
        if isReal {
            if let real = Double(number), real.isFinite { return JSON(real) }
        } else if let integer = Int64(number) {
            return JSON(integer)
        }
        let room = isReal ? "a 64-bit real (about 1.8e308)" : "a 64-bit integer"
        throw error(.number, "the number \(text(from: start)) is beyond \(room)", at: start)
    }

    private func text(from start: Int) -> String {
        let limit = 40
        let number = String(decoding: bytes[start..<min(position, start + limit)], as: UTF8.self)
        return position > start + limit ? number + "…" : number
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
