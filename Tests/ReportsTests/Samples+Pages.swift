import HTTPMessage

@testable import Reports

extension Samples {
    /// Runs whose pages show every part of a page, by the name of their golden file.
    static let pages: [String: RunReport] = [
        "several": run,
        "single": RunReport(startedAt: 1_795_478_645_678, duration: 200, recipes: [passed], version: "0.1.0"),
        "bodies": RunReport(startedAt: 1_795_478_645_678, duration: 90_000, recipes: [bodies], version: "<0.1.0>"),
        "empty": RunReport(startedAt: 0, duration: 0, recipes: [], version: ""),
    ]

    /// Every kind of body, head and connection, and more calls than a diagram shows.
    private static let bodies = RecipeReport(
        name: "bodies", outcome: .error, startedAt: 0, duration: 61_000,
        steps: [
            StepReport(
                title: "Every `body`", startedAt: 0, duration: 1,
                commands: sampleBodies.enumerated().map { index, body in
                    CommandReport(
                        name: "post", text: "post /\(index)\n  n:=1", line: index + 1,
                        exchanges: [exchange(Int64(index + 1), body.type, body.bytes)])
                }),
            StepReport(
                title: "A browser that brought no code", startedAt: 0,
                commands: [
                    CommandReport(
                        name: "authorize", text: "authorize", line: 90, exchanges: [browsed],
                        failure: FailureReport(
                            kind: "execution", code: "access_denied", message: "no `code` came", place: "bodies:90",
                            sourceLine: "authorize", advice: ["ask `again`", "a lone ` stays"]))
                ]),
            StepReport(
                title: "Many calls", startedAt: 0,
                commands: [
                    CommandReport(
                        name: "get", text: "get /many", line: 100,
                        exchanges: (100..<170).map { exchange($0, "text/plain", Array("n".utf8)) })
                ]),
        ])

    private static let sampleBodies: [(type: String?, bytes: [UInt8])] = [
        (
            "application/json",
            Array(#"{"a":{"b":{"c":{"d":[1,2,{"e":"it's"}]}}},"f":[],"g":{},"h":"<i>","i":1.50}"#.utf8)
        ),
        ("application/json", Array("[\((0..<40).map { String($0) }.joined(separator: ","))]".utf8)),
        ("application/json", Array("[\((0..<220).map { _ in "\"x\"" }.joined(separator: ","))]".utf8)),
        ("application/json", Array("\"only a text\"".utf8)),
        ("application/json", Array("{\"long\":\"\(String(repeating: "é", count: 700))\"}".utf8)),
        ("application/x-www-form-urlencoded; charset=utf-8", Array("a=%3Cb%3E&c=&c=2".utf8)),
        ("text/plain", Array(String(repeating: "0123456789", count: 2100).utf8)),
        ("text/html", Array("<p class=\"x\">&amp;</p>\n\u{1B}[31m".utf8)),
        (nil, [0xFF, 0xFE]), ("image/png", [0]), (nil, []),
    ]

    private static func exchange(_ number: Int64, _ type: String?, _ body: [UInt8]) -> ExchangeReport {
        let headers = HTTPHeaders(type.map { [HTTPHeader("Content-Type", $0)] } ?? [])
        return ExchangeReport(
            number: number, purpose: number.isMultiple(of: 3) ? "userinfo" : "token",
            exchange: HTTPExchange(
                request: HTTPRequest(
                    "POST", "https://api.example:8443/v1/things/with/a/long/path/\(number)?q=%3Cq%3E&r=1",
                    headers: headers,
                    body: body),
                sentHead: number == 1 ? "POST /v1 HTTP/1.1\r\nHost: api.example\r\nX-Odd:<x>\r\nbroken\r\n\r\n" : nil,
                outcome: .response(
                    HTTPResponse(
                        status: [200, 201, 302, 404, 503][Int(number % 5)],
                        reason: number.isMultiple(of: 2) ? "" : "Why <not>",
                        headers: headers, body: body)),
                startedAt: 0,
                timing: HTTPTiming(lookup: 10 * number, connect: 30, tls: 70, firstByte: 400, total: 1000 + number),
                tls: number.isMultiple(of: 2)
                    ? TLSSummary(version: "TLSv1.3", verified: number.isMultiple(of: 4), certificates: []) : nil,
                peer: "192.0.2.1:8443"))
    }
}
