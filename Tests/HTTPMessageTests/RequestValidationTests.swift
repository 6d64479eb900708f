import HTTPMessage
import Testing

@Suite struct RequestValidationTests {
    private func code(_ request: HTTPRequest) -> TransportError.Code? {
        do throws(TransportError) {
            try request.validate()
            return nil
        } catch {
            #expect(!error.message.unicodeScalars.contains { $0.value < 0x20 })
            #expect(!error.message.contains("password!"))
            return error.code
        }
    }

    @Test(arguments: [
        "http://a/b\r\nX: y", "http://a/\0", "http://a/ b", "http://a/é", "a", "http://u:password!@a/", "http://a\\@b/",
        "http://",
        "http://a\t/",
    ])
    func urls(url: String) {
        #expect(code(HTTPRequest("GET", url)) == .badURL)
    }

    @Test(arguments: ["ftp://a/", "file://a/etc/passwd", "gopher://a/", "HTTPX://a/"])
    func schemes(url: String) {
        #expect(code(HTTPRequest("GET", url)) == .unsupportedScheme)
    }

    @Test(arguments: ["", "GET ", "GE T", "GET\r\nX: y", "G\0", "GÉT", "GET/"])
    func methods(method: String) {
        #expect(code(HTTPRequest(method, "http://a/")) == .malformedRequest)
    }

    @Test(arguments: [
        HTTPHeader("", "x"), HTTPHeader("X Y", "x"), HTTPHeader("X:", "x"), HTTPHeader("X\r\nY", "x"),
        HTTPHeader("É", "x"),
        HTTPHeader("X", "a\r\nY: b"), HTTPHeader("X", "a\nb"), HTTPHeader("X", "a\rb"), HTTPHeader("X", "a\0b"),
    ])
    func headers(header: HTTPHeader) {
        #expect(code(HTTPRequest("GET", "http://a/", headers: [header])) == .malformedRequest)
    }

    @Test func aBodyOnHead() {
        #expect(code(HTTPRequest("HEAD", "http://a/", body: [1])) == .malformedRequest)
        #expect(code(HTTPRequest("HEAD", "http://a/", body: [])) == nil)
    }

    @Test func whatIsOdd() {
        let headers: HTTPHeaders = [HTTPHeader("X-!#$%&'*+.^_`|~", "é\t\u{1b}"), HTTPHeader("Y", "")]
        #expect(code(HTTPRequest("p-R!", "HTTP://A:1/x?[]<>|^`{}\"\\#f", headers: headers, body: [0])) == nil)
    }
}
