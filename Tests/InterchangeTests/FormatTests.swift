import HTTPMessage
import JSONKit
import Testing

@testable import Interchange

@Suite struct FormatTests {
    private func text(
        _ format: ExchangeFormat, _ entries: ExportedExchange..., secrets: ExportSecrets = Samples.secrets
    ) -> String {
        format.text(entries, secrets)
    }

    @Test func curlQuotesForBash() {
        #expect(
            text(.curl, Samples.token) == #"""
                # exchange 7: POST https://as.example/token
                # needs: CLIENT_SECRET_URLENCODED
                curl --globoff 'https://as.example/token?a=b&c[]=d' \
                  --header 'Content-Type: application/x-www-form-urlencoded' \
                  --header 'X-Odd: it'\''s #1 "quoted" $HOME' \
                  --data-raw 'grant_type=code&client_secret='"${CLIENT_SECRET_URLENCODED:?}"

                """#)
    }

    @Test func curlPipesWhatIsNoText() {
        #expect(
            text(.curl, Samples.binary) == #"""
                # exchange 7: PUT http://api.example/x
                printf %s AAH+ | base64 -d | curl http://api.example/x \
                  --request PUT \
                  --header 'X-Empty;' \
                  --header 'Content-Type:' \
                  --data-binary @-

                """#)
    }

    @Test func hurlEscapesAndExpects() {
        let lines = text(.hurl, Samples.token, Samples.resource).split(separator: "\n")
        #expect(lines.contains(##"X-Odd: it's \#1 "quoted" $HOME"##))
        #expect(lines.contains("`grant_type=code&client_secret={{client_secret_urlencoded}}`"))
        #expect(lines.contains("Authorization: Bearer {{access_token}}"))
        #expect(lines.count { $0 == "HTTP 200" } == 2)
    }

    @Test func httpieAndHTTPFiles() {
        #expect(text(.httpie, Samples.resource).contains(#"'Authorization:Bearer '"${ACCESS_TOKEN:?}""#))
        let file = text(.http, Samples.token, Samples.binary)
        #expect(file.contains("\n\ngrant_type=code&client_secret={{client_secret_urlencoded}}\n"))
        #expect(file.contains("# the body is 3 bytes and no text"))
    }

    @Test func keywayCommandsTakeSecretsFromTheEnvironment() {
        #expect(
            text(.keyway, Samples.resource)
                == "get https://api.example/me --no-token Authorization:\"Bearer {{env.ACCESS_TOKEN}}\"\n")
    }

    @Test(arguments: ExchangeFormat.all.map(\.name))
    func noFormatShowsASecret(_ name: String) throws {
        let format = try #require(ExchangeFormat.named(name))
        let shown = text(format, Samples.token, Samples.resource, Samples.binary)
        for secret in ["s3cret/value+1", "s3cret%2Fvalue%2B1", "at_token-123"] { #expect(!shown.contains(secret)) }
        let revealed = text(format, Samples.token, Samples.resource, secrets: .none)
        #expect(revealed.contains("at_token-123"))
    }

    @Test func anArchiveComesBackAsItWas() throws {
        let failed = Samples.fails(HTTPRequest("GET", "http://127.0.0.1:1/"))
        let all = [Samples.token, Samples.resource, Samples.binary, failed]
        let read = try HARReader.exchanges(Array(ExchangeFormat.har.text(all, .none).utf8))
        #expect(read.count == 4)
        for (one, other) in zip(all, read) {
            #expect(one.exchange.request == other.exchange.request)
            #expect(one.exchange.outcome == other.exchange.outcome)
            #expect(one.exchange.startedAt == other.exchange.startedAt)
            #expect(one.exchange.timing == other.exchange.timing)
            #expect(one.purpose == other.purpose && one.number == other.number)
        }
    }

    @Test func theSameSecretHasTheSameStandIn() throws {
        let text = text(.har, Samples.token, Samples.resource)
        #expect(text.contains(#""value": "Bearer at_masked-bbbbbb""#))
        #expect(text.contains(#"{\"access_token\":\"at_masked-bbbbbb\"}"#))
    }

    @Test func archivesOfBrowsersAreRead() throws {
        let text = """
            {"log":{"entries":[{"startedDateTime":"2026-01-02T03:04:05.6+02:00","request":{"method":"POST",
            "url":"https://x.example/","headers":[{"name":":authority","value":"x.example"},{"name":"a","value":"b"}],
            "postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"q","value":"a b"}]}},
            "response":{"status":200,"httpVersion":"http/2.0","content":{"text":"AAE=","encoding":"base64"}}}]}}
            """
        let entry = try #require(try HARReader.exchanges(Array(text.utf8)).first)
        #expect(entry.exchange.request.headers["a"] == "b")
        #expect(entry.exchange.request.headers[":authority"] == nil)
        #expect(entry.exchange.request.headers["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(entry.exchange.request.body.map { String(decoding: $0, as: UTF8.self) } == "q=a+b")
        #expect(entry.exchange.response?.body == [0, 1])
        #expect(entry.exchange.response?.version == "2.0")
    }

    @Test(arguments: ["", "[]", "{}", #"{"log":{}}"#, #"{"log":{"entries":[{}]}}"#])
    func whatIsNoArchiveIsRefused(_ text: String) {
        #expect(throws: InterchangeError.self) { try HARReader.exchanges(Array(text.utf8)) }
    }

    @Test func standInsKeepAJWTsClaims() {
        #expect(StandIn.text(for: "eyJh.eyJi.sig", kind: "", fingerprint: "abcdef") == "eyJh.eyJi.masked-abcdefAAA")
        #expect(StandIn.text(for: "at_x", kind: "at_", fingerprint: "abcdef") == "at_masked-abcdef")
    }
}
