import JSONKit
import Testing

@Suite struct JSONErrorTests {
    @Test(arguments: [
        ("", 1, 1, "the text is empty"),
        (" \n ", 1, 1, "the text has nothing but blanks"),
        ("\u{FEFF}{}", 1, 1, "the text begins with a byte order mark (U+FEFF), which JSON does not have"),
        ("[1 x]", 1, 4, "expected ',' or ']' but found 'x'"),
        ("[1\n, 2 \"secret\"]", 2, 5, "expected ',' or ']' but found a string"),
        ("[1,]", 1, 4, "expected a value after ',' but found ']'"),
        ("{\"a\":1,}", 1, 8, "expected a name in double quotes after ',' but found '}'"),
        ("{a:1}", 1, 2, "expected a name in double quotes or '}' but found 'a'"),
        (
            "{'a':1}", 1, 2,
            "expected a name in double quotes or '}' but found a single quote; strings and names take double quotes"
        ),
        ("{\"a\" 1}", 1, 6, "expected ':' after the name \"a\" but found '1'"),
        ("{\"a\":}", 1, 6, "expected a value but found '}'"),
        (
            "{\n \"ä\": [1, 2", 2, 12,
            "expected ',' or ']' but the text ends, inside the array that begins at line 2, column 7"
        ),
        ("[1,", 1, 4, "expected a value but the text ends, inside the array that begins at line 1, column 1"),
        ("1 2", 1, 3, "expected nothing more after the value but found '2'"),
        ("nul", 1, 1, "expected a JSON value but found 'nul'"),
        ("[True]", 1, 2, "expected a value but found 'True'; JSON writes true, false and null"),
        ("NaN", 1, 1, "expected a JSON value but found 'NaN'; JSON has no NaN"),
        ("<html>", 1, 1, "expected a JSON value but found '<'; this looks like HTML or XML"),
        ("[1] // one", 1, 5, "expected nothing more after the value but found '/'; JSON has no comments"),
        ("[+1]", 1, 2, "expected a value but found '+'; numbers begin with a digit or '-'"),
        ("[01]", 1, 2, "a number cannot begin with a zero and go on: 01"),
        ("[1.]", 1, 4, "expected a digit after '.' but found ']'"),
        ("[-]", 1, 3, "expected a digit after '-' but found ']'"),
        ("[1e]", 1, 4, "expected the digits of the exponent but found ']'"),
        ("[9223372036854775808]", 1, 2, "the number 9223372036854775808 is beyond a 64-bit integer"),
        ("[\"ä\", -1e400]", 1, 7, "the number -1e400 is beyond a 64-bit real (about 1.8e308)"),
        ("[1e-400]", 1, 2, "the number 1e-400 is nearer to zero than a 64-bit real can be (about 4.9e-324)"),
        (
            "[18446744073709551616e0, -9223372036854775809]", 1, 26,
            "the number -9223372036854775809 is beyond a 64-bit integer"
        ),
        ("[\"ab", 1, 2, "the string that begins here has no closing quote"),
        ("[\"a\nb\"]", 1, 4, "a line break in a string must be written \\n"),
        ("[\"a\tb\"]", 1, 4, "a tab in a string must be written \\t"),
        ("[\"\u{1B}[2J\"]", 1, 3, "the control character U+001B in a string must be written as an escape"),
        ("[\u{1B}[2J]", 1, 2, "expected a value but found the control character U+001B"),
        ("[\"\\x\"]", 1, 3, "a backslash cannot be followed by 'x'; a backslash itself is written \\\\"),
        ("[\"\\u12g4\"]", 1, 5, "expected four hexadecimal digits after '\\u'"),
        ("[\"😀\\ud800x\"]", 1, 4, "\\ud800 is half of a surrogate pair, and the other half is missing"),
        ("[\"\\uDC00\"]", 1, 3, "\\uDC00 is half of a surrogate pair, and the other half is missing"),
        ("[\"\\ud800\\u0041\"]", 1, 3, "\\ud800 is half of a surrogate pair, and the other half is missing"),
        ("{\"a\":1,\n\"b\":2,\"a\":3}", 2, 7, "the name \"a\" occurs twice in one object"),
        ("{\"\\u001b\":1,\"\\u001b\":2}", 1, 13, "the name \"\\u001b\" occurs twice in one object"),
        ("1\0", 1, 2, "expected nothing more after the value but found the control character U+0000"),
        ("[\"語\u{202E}\" \u{202E}]", 1, 7, "expected ',' or ']' but found the control character U+202E"),
    ])
    func says(text: String, line: Int, column: Int, message: String) throws {
        let error = try #require(throws: JSONError.self) { try JSON(parsing: text) }
        #expect(error.message == message)
        #expect([error.line, error.column] == [line, column])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let before = lines.prefix(line - 1).map { $0.utf8.count + 1 }.reduce(0, +)
        let inLine = String(String.UnicodeScalarView(lines[line - 1].unicodeScalars.prefix(column - 1)))
        #expect(error.offset == before + inLine.utf8.count)
    }

    @Test(
        arguments: [
            ([0x22, 0xFF, 0x22], 1, "the byte 0xFF begins no character of UTF-8"),
            ([0x22, 0x61, 0xC0, 0x80, 0x22], 2, "the byte 0xC0 begins no character of UTF-8"),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], 1, "the byte 0xED begins no character of UTF-8"),
            ([0x22, 0xE2, 0x82], 1, "the byte 0xE2 begins no character of UTF-8"),
            ([0x5B, 0x80, 0x5D], 1, "the byte 0x80 begins no character of UTF-8"),
            ([0xFF, 0xFE, 0x31, 0x00], 0, "the text begins with the byte order mark of UTF-16; JSON is UTF-8"),
        ] as [([UInt8], Int, String)])
    func refusesWhatIsNotUTF8(bytes: [UInt8], offset: Int, message: String) throws {
        let error = try #require(throws: JSONError.self) { try JSON(parsing: bytes) }
        #expect(error.message == message)
        #expect(error.code == .invalidUTF8)
        #expect(error.offset == offset)
    }

    @Test func boundsDepthAndSize() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(try JSON(parsing: nested(JSON.depthLimit)).count == 1)
        let deep = try #require(throws: JSONError.self) { try JSON(parsing: nested(JSON.depthLimit + 1)) }
        #expect(deep.code == .depth)
        #expect(deep.column == JSON.depthLimit + 1)
        #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "[{\"\":", count: 100_000)) }

        #expect(try JSON(parsing: "[1]", maximumSize: 3) == [1])
        let large = try #require(throws: JSONError.self) { try JSON(parsing: "[12]", maximumSize: 3) }
        #expect(large.code == .size)
        #expect(large.message == "the text has 4 bytes, more than the 3 that are allowed")
    }

    @Test func countsFromTheFirstLine() throws {
        let error = try #require(throws: JSONError.self) { try JSON(parsing: "{}\n[1 x]", firstLine: 7) }
        #expect([error.line, error.column, error.offset] == [8, 1, 3])
    }

    @Test func takesTheLastOfDuplicatesIfAllowed() throws {
        let value = try JSON(parsing: #"{"a":1,"b":2,"a":3}"#, allowingDuplicateNames: true)
        #expect(value.text() == #"{"a":3,"b":2}"#)
    }
}
