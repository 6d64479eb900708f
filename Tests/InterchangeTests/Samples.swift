import HTTPMessage

@testable import Interchange

enum Samples {
    static let secrets = ExportSecrets([
        ExportSecret(value: "s3cret/value+1", name: "client_secret", standIn: "masked-aaaaaa"),
        ExportSecret(value: "at_token-123", name: "access_token", standIn: "at_masked-bbbbbb"),
    ])

    static let token = entry(
        HTTPRequest(
            "POST", "https://as.example/token?a=b&c[]=d",
            headers: [
                HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
                HTTPHeader("X-Odd", "it's #1 \"quoted\" $HOME"),
            ],
            body: Array("grant_type=code&client_secret=s3cret%2Fvalue%2B1".utf8)),
        HTTPResponse(
            status: 200, reason: "OK",
            headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Set-Cookie", "sid=1; Path=/")],
            body: Array(#"{"access_token":"at_token-123"}"#.utf8)))

    static let resource = entry(
        HTTPRequest("GET", "https://api.example/me", headers: [HTTPHeader("Authorization", "Bearer at_token-123")]),
        HTTPResponse(status: 200, headers: [HTTPHeader("Content-Type", "image/png")], body: [0, 255, 1]))

    static let binary = entry(
        HTTPRequest("PUT", "http://api.example/x", headers: [HTTPHeader("X-Empty", "")], body: [0, 1, 254]),
        HTTPResponse(status: 204))

    static func entry(_ request: HTTPRequest, _ response: HTTPResponse) -> ExportedExchange {
        ExportedExchange(
            number: 7, purpose: "token",
            exchange: HTTPExchange(
                request: request, outcome: .response(response), startedAt: 1_795_478_645_678,
                timing: HTTPTiming(lookup: 100, connect: 400, tls: 900, firstByte: 2000, total: 2500),
                peer: "[::1]:443"))
    }

    static func fails(_ request: HTTPRequest) -> ExportedExchange {
        ExportedExchange(
            number: 1, purpose: "resource",
            exchange: HTTPExchange(
                request: request, outcome: .failure(TransportError(.connect, "nobody")), startedAt: 1))
    }
}
