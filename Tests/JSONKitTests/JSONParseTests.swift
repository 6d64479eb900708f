import JSONKit
import TestSupport
import Testing

/// Kinds of document that every parser must accept or refuse, after RFC 8259.
@Suite struct JSONParseTests {
    @Test(arguments: [
        "[]", "{}", "\"\"", "0", "-0", "-0.0", "1e5", "1E+5", "1e-5", "0e1", "0E+1", "1.5e3", "123456789", "true",
        "false",
        "null", " [ 1 ] ", "\t1\r\n", "[[],[[]]]", "{\"\":0}", "{\"a\":{\"b\":[]}}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"", "\"\\uD834\\udd1e\"", "\"\\uDBFF\\uDFFF\"", "\"\\uFFFF\"", "\"\u{7F}\"", "\"\u{2028}\"",
        "\"\u{10FFFF}\"", "\"\u{FFFF}\"", "\"\\u005C\"", "\"\\u0022\"", "\"π\"", "[-0.00000000000000000000000000001]",
        "[1,null,{\"a\":true}]", "{\"foo\\u0000bar\":42}", "{\"a\\u0000\":1,\"a\":2,\"a\\u0000b\":{\"\\u0000\":[]}}",
        "20e1", "-123", "-1", "1.0", "\"asd \"", "{\"a\":[]}", "[\"a\"]", "[\n]",
    ])
    func accepts(text: String) throws {
        let value = try JSON(parsing: text)
        #expect(try JSON(parsing: value.text()) == value)
        #expect(try JSON(parsing: Array(text.utf8)) == value)
    }

    @Test(arguments: [
        "[1 true]", "[a]", "[\"\": 1]", "[\"\"],", "[,1]", "[1,,2]", "[\"x\"]]", "[\"\",]", "[\"x\"", "[x", "[3[4]]",
        "[1:2]", "[,]", "[-]", "[   , \"\"]", "[1,\n1\n,1", "[1,,]", "[\"\u{B}a\"\\f]", "[*]", "[1,", "[{}", "[fals]",
        "[nul]", "[tru]", "[++1234]", "[+1]", "[+Inf]", "[-01]", "[-1.0.]", "[-2.]", "[-NaN]", "[.-1]", "[.2e-3]",
        "[0.1.2]", "[0.3e+]", "[0.3e]", "[0.e1]", "[0E+]", "[0e]", "[1.0e+]", "[1.0e-]", "[1 000.0]", "[1eE2]",
        "[2.e+3]",
        "[9.e+]", "[Inf]", "[NaN]", "[１]", "[1+2]", "[0x1]", "[0x42]", "[-Infinity]", "[- 1]", "[-012]", "[-.123]",
        "[1ea]", "[1.8011670033376514H-308]", "[012]", "[.123]", "{\"x\", null}", "{\"x\"::\"b\"}", "{\"a\":\"a\" 123}",
        "{key: 'value'}", "{\"a\" \"b\"}", "{:\"b\"}", "{\"a\" b}", "{\"a\":", "{\"a\"", "{1:1}", "{null:null}",
        "{\"id\":0,,,,,}", "{'a':0}", "{\"id\":0,}", "{\"a\":\"b\"}/**/", "{\"a\":\"b\"}//", "{\"a\":\"b\",,\"c\":1}",
        "{a: \"b\"}", "{\"a\":\"a", "{ \"a\" : \"b\" , \"c\" }", "{\"a\":\"b\"}#", "[\"\\uD800\\\"]",
        "[\"\\uD800\\u1\"]",
        "[\"\\x00\"]", "[\"\\\\\\\"]", "[\"\\\t\"]", "[\"\\🌀\"]", "[\"\\\"]", "[\"\\u00A\"]", "[\"\\a\"]",
        "[\\u0020\"asd\"]",
        "[\n\"", "[\"", "['single quote']", "abc", "[\"\\", "[\"new\nline\"]", "[\"\t\"]", "\"\\UA66D\"", "\"\"x",
        "<.>", "[<null>]", "[1]x", "[1]]", "[\"asd]", "aå", "[True]", "1]", "{\"x\": true,", "[][]", "]", "{]", "[}",
        "{\"a\":[}", "\u{2060}", "{", "[", "{,", "{[", "{\"a\":/*comment*/\"b\"}", "{}}", "[\\", "[\"a\",\n4\n,1,", "*",
        "[\u{C}]", "[\u{A0}1]", "{\"\":", "1\0", "123\0", "true\0", "[\0]", "\0", "\"a\0\"",
    ])
    func refuses(text: String) { #expect(throws: JSONError.self) { try JSON(parsing: text) } }

    @Test func keepsNULInNames() throws {
        let value = try JSON(parsing: #"{"a\u0000b":1,"a":2}"#)
        #expect(value["a\0b"] == 1)
        #expect(value["a"] == 2)
        #expect(value.members?.map(\.name) == ["a\0b", "a"])
    }

    @Test func survivesMutations() {
        var generator = SeededGenerator(seed: 4)
        let bytes = Array("[]{}:,\"\\u0 1.eE+-tfn\u{0}\u{1B}".utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFF]
        for _ in 0..<5000 {
            var text = Array(generator.document(depth: 3).text().utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: 0...text.count, using: &generator)
                if Bool.random(using: &generator), index < text.count {
                    text.remove(at: index)
                } else {
                    text.insert(bytes.randomElement(using: &generator) ?? 0, at: index)
                }
            }
            do throws(JSONError) {
                let value = try JSON(parsing: text)
                #expect(throws: Never.self) { try JSON(parsing: value.text()) }
            } catch {
                #expect((0...text.count).contains(error.offset) && error.line > 0 && error.column > 0)
                #expect(!error.message.unicodeScalars.contains { $0.properties.generalCategory == .control })
            }
        }
    }
}
