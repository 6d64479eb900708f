import Encodings
import HTTPMessage
import Testing

@testable import Interchange

@Suite struct ReplayTests {
    private func get(_ url: String, _ answer: String, location: String? = nil) -> ExportedExchange {
        let headers = location.map { [HTTPHeader("Location", $0)] } ?? []
        return Samples.entry(
            HTTPRequest("GET", url),
            HTTPResponse(status: location == nil ? 200 : 302, headers: HTTPHeaders(headers), body: Array(answer.utf8)))
    }

    private func send(_ transport: ReplayTransport, _ request: HTTPRequest) async -> HTTPExchange {
        await transport.send(request, options: TransportOptions(), onBody: nil)
    }

    @Test func answersCarryWhatWasMadeAfresh() async {
        let transport = ReplayTransport([
            get(
                "http://127.0.0.1:1000/authorize?state=old&client_id=c", "",
                location: "https://app.example/cb?code=masked-abcdef&state=old"),
            get("http://127.0.0.1:1000/me", #"{"avatar":"http://127.0.0.1:1000/a.png"}"#),
        ]) { 99 }
        let first = await send(transport, HTTPRequest("GET", "http://127.0.0.1:2000/authorize?client_id=c&state=new"))
        #expect(first.response?.headers["Location"] == "https://app.example/cb?code=masked-abcdef&state=new")
        #expect(first.startedAt == 99)
        let second = await send(transport, HTTPRequest("GET", "http://127.0.0.1:2000/me"))
        #expect(second.response?.text == #"{"avatar":"http://127.0.0.1:2000/a.png"}"#)
        #expect(transport.unused.isEmpty)
    }

    @Test func saysWhereTheyPart() async {
        let transport = ReplayTransport([get("https://x.example/items?page=1", ""), get("https://x.example/other", "")])
        { 0 }
        let exchange = await send(transport, HTTPRequest("GET", "https://x.example/items?page=2"))
        #expect(
            exchange.failure?.message
                == #"the recording has no such request; the nearest of those left is exchange 7: GET https://x.example/items, which differs in page: recorded "1", now "2""#
        )
        #expect(transport.unused.count == 2)
    }

    @Test func anotherServerIsAnotherRequest() async {
        let transport = ReplayTransport([get("https://x.example/", "")]) { 0 }
        #expect(await send(transport, HTTPRequest("GET", "https://y.example/")).failure != nil)
        #expect(await send(transport, HTTPRequest("GET", "https://x.example/")).response != nil)
        #expect(
            await send(transport, HTTPRequest("GET", "https://x.example/")).failure?.message
                == "the recording holds no more requests")
    }

    /// A secret that an answer brought must come back as it was; one that only the client knew may be another.
    @Test func maskedSecretsReplay() async {
        func call(_ token: String) -> HTTPRequest {
            HTTPRequest("GET", "https://x.example/", headers: [HTTPHeader("Authorization", token)])
        }
        func recording() -> ReplayTransport {
            ReplayTransport([
                Samples.entry(
                    call("Basic masked-aaaaaa"), HTTPResponse(status: 200, body: Array("at_masked-bbbbbb".utf8))),
                Samples.entry(call("Bearer at_masked-bbbbbb"), HTTPResponse(status: 200)),
            ]) { 0 }
        }
        let good = recording()
        #expect(await send(good, call("Basic c2VjcmV0")).response != nil)
        #expect(await send(good, call("Bearer at_masked-bbbbbb")).response != nil)
        let bad = recording()
        #expect(await send(bad, call("Basic c2VjcmV0")).response != nil)
        #expect(await send(bad, call("Bearer nonsense")).failure != nil)
    }

    @Test func bodiesAreComparedByWhatTheySay() async {
        func post(_ body: String) -> HTTPRequest { HTTPRequest("POST", "https://x.example/", body: Array(body.utf8)) }
        let transport = ReplayTransport([Samples.entry(post(#"{"a":1,"b":[true]}"#), HTTPResponse(status: 200))]) { 0 }
        let other = await send(transport, post(#"{"b":[false],"a":1}"#))
        #expect(other.failure?.message.contains("body.b[0]: recorded \"true\", now \"false\"") == true)
        #expect(await send(transport, post(#"{ "b" : [true], "a": 1 }"#)).response != nil)
    }

    @Test func recordedFailuresFailAgain() async {
        let transport = ReplayTransport([Samples.fails(HTTPRequest("GET", "http://127.0.0.1:1/"))]) { 0 }
        #expect(await send(transport, HTTPRequest("GET", "http://127.0.0.1:1/")).failure?.code == .connect)
    }

    /// The claims of an ID token carry this run's nonce and address.
    @Test func claimsAreRenewed() async throws {
        let claims = Base64URL.encode(Array(#"{"iss":"http:\/\/127.0.0.1:1000","nonce":"old-nonce"}"#.utf8))
        let jwt = "eyJhbGciOiJSUzI1NiJ9.\(claims).masked-abcdefAAA"
        let transport = ReplayTransport([
            get("http://127.0.0.1:1000/authorize?nonce=old-nonce", #"{"id_token":"\#(jwt)"}"#),
            Samples.entry(
                HTTPRequest("GET", "http://127.0.0.1:1000/me", headers: [HTTPHeader("Authorization", "Bearer \(jwt)")]),
                HTTPResponse(status: 204)),
        ]) { 0 }
        let answer = await send(transport, HTTPRequest("GET", "http://127.0.0.1:2000/authorize?nonce=new-nonce"))
        let renewed = try #require(answer.response?.text.split(separator: "\"").dropFirst(3).first.map(String.init))
        let payload = try #require(Base64.decodeLenient(String(renewed.split(separator: ".")[1])))
        #expect(String(decoding: payload, as: UTF8.self) == #"{"iss":"http://127.0.0.1:2000","nonce":"new-nonce"}"#)
        let call = HTTPRequest(
            "GET", "http://127.0.0.1:2000/me", headers: [HTTPHeader("Authorization", "Bearer \(renewed)")])
        #expect(await send(transport, call).response?.status == 204)
    }
}
