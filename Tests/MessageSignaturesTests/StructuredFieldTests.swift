import HTTPMessage
import Testing

@testable import MessageSignatures

/// `;sf` and `;key`: structured fields, written anew (RFC 9421 §2.1.1 and §2.1.2, RFC 9651 §4).
@Suite struct StructuredFieldTests {
    private func value(_ component: String, _ lines: String...) throws -> String {
        let headers = HTTPHeaders(lines.map { HTTPHeader("Example-Dict", $0) })
        return try Component(component).value(in: HTTPRequest("GET", "https://example.com/", headers: headers))
    }

    /// The RFC's own examples.
    @Test func thoseOfTheRFC() throws {
        #expect(
            try value("example-dict;sf", " a=1,    b=2;x=1;y=2,   c=(a   b   c)") == "a=1, b=2;x=1;y=2, c=(a b c)")
        let dictionary = "  a=1, b=2;x=1;y=2, c=(a   b    c), d"
        #expect(try value("example-dict;key=\"a\"", dictionary) == "1")
        #expect(try value("example-dict;key=\"d\"", dictionary) == "?1")
        #expect(try value("example-dict;key=\"b\"", dictionary) == "2;x=1;y=2")
        #expect(try value("example-dict;key=c", dictionary) == "(a b c)")
        #expect(try Component("example-dict;key=\"a\"").identifier() == #""example-dict";key="a""#)
        #expect(try Component("example-dict;sf").identifier() == #""example-dict";sf"#)
    }

    @Test func linesAreJoinedAndTheLastOfANameCounts() throws {
        #expect(try value("example-dict;key=\"a\"", "a=1, b=2", "a=(x)") == "(x)")
        #expect(try value("example-dict;sf", "b=1", "a=2") == "b=1, a=2")
    }

    @Test(arguments: [
        ("u=1, i", "u=1, i"), ("i=?1", "i"), ("i=?0;a=?1;b;a", "i=?0;a;b"), ("001.500", "1.5"), ("-0", "0"),
        ("2.0", "2.0"),
        ("@0012", "@12"), (#"  "a\"b"  "#, #""a\"b""#), (":aGk:", ":aGk=:"), ("(  )", "()"),
        ("(a;x=1  b);y", "(a;x=1 b);y"),
        ("*a/b:c", "*a/b:c"), ("gzip,  br;q=0.50", "gzip, br;q=0.5"), (#"%"a%c3%a4""#, #"%"a%c3%a4""#),
        ("a, b", "a, b"),
    ])
    func fieldsAreWrittenInOneWay(text: String, written: String) throws {
        #expect(try value("example-dict;sf", text) == written)
    }

    @Test(arguments: [
        "a,", ",a", "a b", "(a", "(a,b)", "\"a", "\"\\x\"", "1234567890123456", "1.", "1.2345", "?2", ":a", ":%:",
        "A=1", "@1.5",
        "%\"%C3\"", "ä", "a=1,, b", "a, a", "Tue, 20 Apr 2021 02:07:55 GMT",
    ])
    func whatIsNoStructuredField(text: String) {
        #expect(throws: SignatureError.self) { try value("example-dict;sf", text) }
    }

    @Test(arguments: ["(a b)", "\"x\"", "a=1"])
    func membersThatAreNotThere(text: String) {
        #expect(throws: SignatureError.self) { try value("example-dict;key=\"b\"", text) }
    }

    /// Whatever is written once stays as it is.
    @Test func writingTwiceChangesNothing() {
        var generator = SystemRandomNumberGenerator()
        let pieces = ["a", "b=1", ";x", ";y=\"q\"", ", ", "(", ")", " ", "?1", "1.50", "@7", ":aGk=:", "*t", "=", "-3"]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }
            .joined()
            guard let once = CanonicalField.canonical(text) else { continue }
            #expect(CanonicalField.canonical(once) == once, "\(text)")
        }
    }
}
