internal import CJansson

extension JSONReader {
    mutating func number() throws(JSONError) -> RawJSON {
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

    private func value(from start: Int, isReal: Bool) throws(JSONError) -> RawJSON {
        let number = bytes[start..<position]
        guard isReal else {
            guard let integer = number.quickInteger ?? Int64(String(decoding: number, as: UTF8.self)) else {
                throw error(.number, "the number \(text(from: start)) is beyond a 64-bit integer", at: start)
            }
            return json_integer(integer) ?? json_null()
        }
        let real = number.quickReal ?? Double(String(decoding: number, as: UTF8.self))
        guard let real, real.isFinite else {
            throw error(.number, "the number \(text(from: start)) is beyond a 64-bit real (about 1.8e308)", at: start)
        }
        guard real != 0 || number.isZero else {
            let message = "the number \(text(from: start)) is nearer to zero than a 64-bit real can be (about 4.9e-324)"
            throw error(.number, message, at: start)
        }
        return json_real(real) ?? json_null()
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

/// Numbers whose grammar is known to be right.
extension Slice<UnsafeBufferPointer<UInt8>> {
    /// The integer, if it is too short to overflow.
    fileprivate var quickInteger: Int64? {
        guard count < 19 else { return nil }
        var magnitude: Int64 = 0
        for byte in self where byte != UInt8(ascii: "-") { magnitude = magnitude &* 10 &+ Int64(byte &- 0x30) }
        return first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    /// The real, if it is one exact integer times or by another, so that one rounding gives the nearest.
    fileprivate var quickReal: Double? {
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var isFraction = false
        for byte in self {
            switch byte {
            case UInt8(ascii: "-"): continue
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if isFraction { decimals += 1 }
                mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
            default: return nil
            }
        }
        // Below 2^53, as all powers of ten up to the fifteenth are.
        guard digits <= 15 else { return nil }
        let magnitude = Double(mantissa) / powersOfTen[decimals]
        return first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    /// Whether every digit of the mantissa is 0.
    fileprivate var isZero: Bool {
        prefix { $0 & 0xDF != UInt8(ascii: "E") }.allSatisfy { !(UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    }
}

private let powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]
