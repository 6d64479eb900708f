import HTTPMessage
import Testing

@testable import MessageSignatures

/// What the components of a request are (RFC 9421 §2), by its examples.
@Suite struct ComponentTests {
    private func value(_ component: String, _ url: String, _ headers: HTTPHeaders = []) throws -> String {
        try Component(component).value(in: HTTPRequest("GET", url, headers: headers))
    }

    @Test(arguments: [
        ("@method", "GET"), ("@target-uri", "https://www.example.com/path?param=value"),
        ("@authority", "www.example.com"), ("@scheme", "https"), ("@request-target", "/path?param=value"),
        ("@path", "/path"), ("@query", "?param=value"), ("@query-param;name=param", "value"),
        ("@query-param;name=\"param\"", "value"), ("host", "www.example.com"), ("Content-Length", "0"),
    ])
    func derivedComponentsAreRead(component: String, expected: String) throws {
        #expect(try value(component, "https://www.example.com/path?param=value#there") == expected)
    }

    @Test func whatIsWrittenInSeveralWaysIsSignedInOne() throws {
        #expect(try value("@authority", "HTTPS://WWW.Example.com:443/") == "www.example.com")
        #expect(try value("@authority", "http://example.com:8080") == "example.com:8080")
        #expect(try value("@path", "https://example.com") == "/")
        #expect(try value("@query", "https://example.com/x") == "?")
        // §2.2.8.
        let url =
            "https://example.com/parameters?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something"
        #expect(try value("@query-param;name=var", url) == "this%20is%20a%20big%0Amultiline%20value")
        #expect(try value("@query-param;name=bar", url) == "with%20plus%20whitespace")
        #expect(try value("@query-param;name=fa%C3%A7ade%22%3A%20", url) == "something")
    }

    /// §2.1 and §2.1.3.
    @Test func fieldsAreTrimmedAndJoined() throws {
        let headers: HTTPHeaders = [
            HTTPHeader("X-Ows", "  Leading and trailing.\t "), HTTPHeader("Cache-Control", "max-age=60"),
            HTTPHeader("cache-control", " must-revalidate"), HTTPHeader("X-Empty", ""),
            HTTPHeader("Example-Header", "value, with, lots"), HTTPHeader("Example-Header", "of, commas"),
        ]
        let url = "https://example.com/"
        #expect(try value("x-ows", url, headers) == "Leading and trailing.")
        #expect(try value("Cache-Control", url, headers) == "max-age=60, must-revalidate")
        #expect(try value("x-empty", url, headers) == "")
        #expect(try value("example-header;bs", url, headers) == ":dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:")
    }

    @Test(arguments: [
        "", "@status", "@query-param", "date;sf", "date;name=x", "@method;sf", "date;key=\"a\"", "date;req", "date;tr",
        "@method;bs", "a b", "x:y", "date",
        "@query-param;name=no",
        "@query-param;name=twice",
    ])
    func whatCannotBeSignedIsRefused(component: String) {
        #expect(throws: SignatureError.self) { try value(component, "https://example.com/?twice=1&twice=2") }
    }

    @Test func aBaseHasNoLineTwiceAndNoneOfAServers() throws {
        let request = HTTPRequest("GET", "https://example.com/", headers: [HTTPHeader("X-A", "1\n\"@method\": POST")])
        #expect(throws: SignatureError.self) {
            try SignatureBase(of: request, covering: [try Component("x-a")], parameters: SignatureParameters())
        }
        #expect(throws: SignatureError.self) {
            let method = try Component("@method")
            _ = try SignatureBase(of: request, covering: [method, method], parameters: SignatureParameters())
        }
        #expect(throws: SignatureError.self) {
            try SignatureBase(of: request, covering: [], parameters: SignatureParameters(keyID: "schlüssel"))
        }
        let quoted = try SignatureBase(of: request, covering: [], parameters: SignatureParameters(keyID: #"a"b\c"#))
        #expect(quoted.input == #"();keyid="a\"b\\c""#)
    }

    @Test func signersCoverWhatThereIsAndAddTheirLabel() throws {
        let key = SigningKey(sharedSecret: Array(repeating: 7, count: 32))
        let signer = try RequestSigner(key: key, parameters: SignatureParameters(keyID: "k"), lifetime: 60)
        let (plain, base) = try signer.signed(HTTPRequest("GET", "https://example.com/a?b"), now: 100)
        #expect(base.input == #"("@method" "@target-uri");created=100;expires=160;keyid="k""#)
        #expect(plain.headers["Signature-Input"] == "sig1=" + base.input)
        #expect(plain.headers["Content-Digest"] == nil)
        let (posted, whole) = try signer.signed(Vectors.request, now: 100)
        #expect(whole.input.hasPrefix(#"("@method" "@target-uri" "content-type" "content-digest");"#))
        #expect(posted.headers["Content-Digest"] == Vectors.digest)
        #expect(throws: SignatureError.self) { try signer.signed(posted, now: 101) }
        let second = try RequestSigner(key: key, components: [], label: "proxy")
        let twice = try second.signed(posted, now: 101).0
        #expect(twice.headers["Signature"]?.contains(", proxy=:") == true)
        #expect(twice.headers.values("Signature-Input").count == 1)
        #expect(throws: SignatureError.self) { try RequestSigner(key: key, label: "Sig 1") }
    }

    @Test(arguments: ["", "short", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func noKeyIsNoKey(file: String) {
        #expect(throws: SignatureError.self) { try SigningKey(file: Array(file.utf8)) }
    }
}
