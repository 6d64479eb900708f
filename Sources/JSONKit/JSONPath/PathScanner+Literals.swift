extension PathScanner {
    /// A string in single or double quotes (RFC 9535 §2.3.1.1).
    mutating func string() throws(JSONPathError) -> String {
        let start = position
        guard let quote = next, quote == "'" || quote == "\"" else { throw unexpected("a string in quotes") }
        position += 1
        var result = String.UnicodeScalarView()
        while let scalar = next, scalar != quote {
            if scalar == "\\" {
                result.append(try escape(in: quote))
            } else if scalar.value < 0x20 {
                throw controlCharacter(scalar)
            } else {
                result.append(scalar)
                position += 1
            }
        }
        guard take(String(quote)) else {
            throw error("the string is not closed", at: start..<position, expected: "a closing \(quote)")
        }
        return String(result)
    }

    private func controlCharacter(_ scalar: Unicode.Scalar) -> JSONPathError {
        let escape = scalar.pathEscape
        return error(
            "a control character cannot stand in a string as it is", at: position..<position + 1, expected: escape,
            suggestion: "write \(escape)")
    }

    private mutating func escape(in quote: Unicode.Scalar) throws(JSONPathError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let letter = next else { throw unexpected("an escaped character") }
        if letter == "u" { return try unicodeEscape() }
        let plain: [Unicode.Scalar: Unicode.Scalar] = [
            "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "/": "/", "\\": "\\", quote: quote,
        ]
        guard let scalar = plain[letter] else {
            throw error(
                "\(Self.quoted(text(start..<position + 1))) is no escape in a string in \(quote) quotes",
                at: start..<position + 1, expected: "one of \\b \\f \\n \\r \\t \\/ \\\\ \\\(quote) \\uXXXX",
                suggestion: "a backslash itself is written \\\\")
        }
        position += 1
        return scalar
    }

    /// What follows the backslash of `\uXXXX`, a surrogate pair as one character.
    private mutating func unicodeEscape() throws(JSONPathError) -> Unicode.Scalar {
        let start = position - 1
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if UTF16.isLeadSurrogate(first), take("\\") {
            guard next == "u" else { throw halfPair(from: start) }
            let second = try hexadecimal()
            if UTF16.isTrailSurrogate(second) {
                return UTF16.decode(UTF16.EncodedScalar([first, second]))
            }
        }
        throw halfPair(from: start)
    }

    private func halfPair(from start: Int) -> JSONPathError {
        error(
            "half of a surrogate pair is no character", at: start..<min(start + 6, scalars.count),
            expected: "a pair from \\uD800\\uDC00 to \\uDBFF\\uDFFF")
    }

    /// `u` and four digits.
    private mutating func hexadecimal() throws(JSONPathError) -> UInt16 {
        position += 1
        let digits = text(position..<min(position + 4, scalars.count))
        guard digits.unicodeScalars.count == 4, digits.utf8.allSatisfy(\.isHexadecimal),
            let value = UInt16(digits, radix: 16)
        else { throw unexpected("four hexadecimal digits after \\u") }
        position += 4
        return value
    }

    /// An integer as indices and slices have it: no leading zeros, no `-0`, within ±(2⁵³−1) (§2.1).
    mutating func integer() throws(JSONPathError) -> Int {
        let start = position
        let negative = take("-")
        guard next?.isDigit == true else { throw unexpected(negative ? "a digit after '-'" : "an integer") }
        let digits = takeWhile(\.isDigit)
        let range = start..<position
        guard digits == "0" ? !negative : !digits.hasPrefix("0") else {
            throw error(
                "an integer is written without leading zeros and without '-0'", at: range, expected: "an integer",
                suggestion: "write \(Self.withoutZeros(digits, negative: negative))")
        }
        guard let value = Int(text(range)), abs(value) <= Self.integerBound else {
            throw error("the integer is beyond ±(2^53−1)", at: range, expected: "an integer within ±9007199254740991")
        }
        return value
    }

    private static let integerBound = 9_007_199_254_740_991

    private static func withoutZeros(_ digits: String, negative: Bool) -> String {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : (negative ? "-" : "") + rest
    }

    /// A number as it is compared with: `int` or `-0`, then a fraction and an exponent (§2.3.5.1).
    mutating func number() throws(JSONPathError) -> JSON {
        let start = position
        _ = take("-")
        let whole = try digits("a digit after '-'")
        guard whole == "0" || !whole.hasPrefix("0") else {
            throw error("a number is written without leading zeros", at: start..<position, expected: "a number")
        }
        var isReal = false
        if take(".") {
            isReal = true
            _ = try digits("a digit after '.'")
        }
        if take("e") || take("E") {
            isReal = true
            if !take("+") { _ = take("-") }
            _ = try digits("the digits of the exponent")
        }
        return try value(of: start..<position, isReal: isReal)
    }

    private mutating func digits(_ expected: String) throws(JSONPathError) -> String {
        guard next?.isDigit == true else { throw unexpected(expected) }
        return takeWhile(\.isDigit)
    }

    private func value(of range: Range<Int>, isReal: Bool) throws(JSONPathError) -> JSON {
        if !isReal, let integer = Int64(text(range)) { return JSON(integer) }
        guard let real = Double(text(range)), real.isFinite else {
            throw error("the number is too large", at: range, expected: "a number that fits 64 bits")
        }
        return JSON(real)
    }
}

extension UInt8 {
    var isHexadecimal: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
