import HTTPMessage
import TestSupport
import Testing

@testable import Interchange

@Suite struct CurlCommandTests {
    private func read(_ text: String) throws(InterchangeError) -> CurlCommand {
        try CurlCommand(parsing: text) { (name: String) throws(InterchangeError) -> [UInt8] in Array("<\(name)>\n".utf8)
        }
    }

    private func body(_ text: String) throws -> String {
        String(decoding: try read(text).request.body ?? [], as: UTF8.self)
    }

    @Test func whatABrowserCopies() throws {
        let command = try read(
            #"""
            curl 'https://api.example/v1/items?x=1' \
              -X 'POST' \
              -H 'accept: */*' \
              -H $'x-note: it\'s \u00fc' \
              -b 'sid=1; theme=dark' \
              --data-raw '{"a":"b"}' \
              --compressed
            """#)
        #expect(command.request.method == "POST")
        #expect(command.request.url == "https://api.example/v1/items?x=1")
        #expect(command.request.headers["x-note"] == "it's ü")
        #expect(command.request.headers["Cookie"] == "sid=1; theme=dark")
        #expect(command.request.headers["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(command.request.body == Array(#"{"a":"b"}"#.utf8))
        #expect(command.ignored == ["--compressed"])
    }

    @Test func whatDocumentsShow() throws {
        let command = try read(
            #"curl -sSLk -u "id:se cret" -d grant_type=client_credentials --data-urlencode "scope=a b&c" -m 5 -x proxy:8080 -o /dev/null https://as.example/token"#
        )
        #expect(command.request.headers["Authorization"] == "Basic aWQ6c2UgY3JldA==")
        #expect(command.request.body == Array("grant_type=client_credentials&scope=a%20b%26c".utf8))
        #expect(command.followsRedirects && command.isInsecure)
        #expect(command.timeout == 5)
        #expect(command.proxy == "http://proxy:8080")
        #expect(command.request.method == "POST")
    }

    @Test func dataInTheQueryAndHeads() throws {
        #expect(
            try read("curl -G -d a=1 -d b=2 https://x.example/?c=3").request.url == "https://x.example/?c=3&a=1&b=2")
        #expect(try read("curl -I example.com").request == HTTPRequest("HEAD", "http://example.com"))
        #expect(try read("curl -XDELETE https://x.example").request.method == "DELETE")
    }

    @Test func filesAndForms() throws {
        #expect(try body("curl https://x -d @f") == "<f>")
        #expect(try body("curl https://x --data-binary @f") == "<f>\n")
        #expect(try body("curl https://x --data-raw @f") == "@f")
        let form = try read("curl https://x -F a=1 -F 'b=@dir/f.png;type=image/png'")
        let text = String(decoding: form.request.body ?? [], as: UTF8.self)
        #expect(form.request.headers["Content-Type"] == "multipart/form-data; boundary=keyway-boundary-0")
        #expect(
            text.contains(
                "Content-Disposition: form-data; name=\"b\"; filename=\"f.png\"\r\nContent-Type: image/png\r\n\r\n<dir/f.png>\n\r\n"
            ))
        #expect(text.hasSuffix("--keyway-boundary-0--\r\n"))
    }

    @Test func headersSetAndTakenOut() throws {
        let command = try read(
            #"curl https://x -d a --json '{}' -H "Content-Type: text/plain" -H 'Accept:' -H 'X-Empty;'"#)
        #expect(command.request.headers.map { "\($0.name)=\($0.value)" } == ["Content-Type=text/plain", "X-Empty="])
    }

    @Test(arguments: [
        ("wget https://x", "curl-command"), ("", "curl-command"), ("curl", "curl-url"), ("curl a b", "curl-url"),
        ("curl --warp-speed https://x", "curl-option"), ("curl -Q https://x", "curl-option"),
        ("curl https://x -H", "curl-option"),
        ("curl 'https://x", "curl-quote"), ("curl \"https://x", "curl-quote"), ("curl $'https://x", "curl-quote"),
        ("curl https://x -b jar.txt", "curl-option"), ("curl https://x --next https://y", "curl-option"),
    ])
    func mistakesAreNamed(_ text: String, _ code: String) {
        let error = #expect(throws: InterchangeError.self) { try self.read(text) }
        #expect(error?.code == code)
    }

    @Test func anUnknownOptionIsNamed() {
        let error = #expect(throws: InterchangeError.self) { try self.read("curl --warp-speed https://x") }
        #expect(error?.message == "curl's option --warp-speed is not known here")
    }

    /// What is written for curl is read as the same request.
    @Test func exportedCommandsComeBack() throws {
        for entry in [Samples.token, Samples.resource] {
            let text = ExchangeFormat.curl.text([entry], .none).split(separator: "\n").filter { !$0.hasPrefix("#") }
            #expect(try read(text.joined(separator: "\n")).request == entry.exchange.request)
        }
    }

    /// Whatever a text is, it is a request with an address, or refused with a reason.
    @Test(arguments: 0..<20) func anyTextIsReadOrRefused(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let parts = [
            "curl", " ", "-", "--", "'", "\"", "$'", "\\", "\n", "-H", "-d", "@", "=", "x", "\\x4", "\\u12",
            "https://x", "ü", "#", "-F", ";",
        ]
        for _ in 0..<150 {
            let text =
                "curl "
                + (0..<Int.random(in: 0..<14, using: &generator)).map { _ in
                    parts.randomElement(using: &generator) ?? ""
                }.joined()
            do throws(InterchangeError) {
                let request = try read(text).request
                #expect(!request.method.isEmpty && !request.url.isEmpty, "\(text)")
            } catch {
                #expect(!error.message.isEmpty, "\(text)")
            }
        }
    }
}
