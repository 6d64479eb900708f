import HTTPMessage

@testable import Reports

/// A run in which one recipe fails, one passes and one is skipped; its texts would break markup that is not escaped.
enum Samples {
    static let run = RunReport(
        startedAt: 1_795_478_645_678, duration: 1234,
        recipes: [passed, failed, RecipeReport(name: "skipped.keyway", outcome: .skipped, startedAt: 0)],
        version: "0.1.0")

    static let passed = RecipeReport(
        name: "good.keyway", startedAt: 1_795_478_645_678, duration: 200,
        steps: [
            StepReport(
                title: "Ask for \"everything\"", startedAt: 1_795_478_645_678, duration: 150,
                commands: [
                    CommandReport(name: "authorize", text: "authorize --as ada", line: 3, exchanges: [browsed]),
                    CommandReport(name: "exchange", text: "exchange", line: 4, exchanges: [token]),
                    CommandReport(name: "expect", text: "expect status == 200", line: 5, isExpectation: true),
                ])
        ])

    static let failed = RecipeReport(
        name: "bad <&>.keyway", outcome: .failed, startedAt: 1_795_478_645_878, duration: 300,
        steps: [
            StepReport(title: nil, startedAt: 1, commands: [CommandReport(name: "use", text: "use sandbox", line: 1)]),
            StepReport(
                title: "A scope # is refused\u{1B}[31m", startedAt: 1_795_478_645_878, duration: 12,
                commands: [
                    CommandReport(
                        name: "get", text: "try get /x", line: 8, exchanges: [refused],
                        failure: FailureReport(kind: "execution", code: "insufficient_scope", message: "no"),
                        mayFail: true),
                    CommandReport(
                        name: "expect", text: "expect status == 200", line: 9, failure: unmet, isExpectation: true),
                ]),
            StepReport(
                title: "Nobody answers", startedAt: 1_795_478_645_900, duration: 7,
                commands: [
                    CommandReport(
                        name: "get", text: "get http://127.0.0.1:1/", line: 12, exchanges: [unanswered],
                        failure: FailureReport(
                            kind: "execution", code: "connect", message: "GET http://127.0.0.1:1/ failed",
                            found: "nobody is there"))
                ]),
        ])

    static let unmet: FailureReport = {
        var failure = FailureReport(
            kind: "expectation", code: "expectation", message: "expected status == 200",
            place: "bad <&>.keyway:9:10", sourceLine: "  expect status == 200", found: "403", expected: "== 200",
            advice: ["`show` shows the whole answer"])
        failure.column = 10
        failure.length = 13
        failure.differences = [DifferenceReport(path: "$.a", found: "<1>", expected: "#string")]
        failure.cause = cause
        return failure
    }()

    static let cause: CauseReport = {
        var cause = CauseReport(
            cause: "scope-insufficient", confidence: "proved",
            sentence: "The resource demands <b>, which was not granted.",
            subject: "exchange 3")
        cause.evidence = [
            CauseReport.Fact(exchange: 3, text: "demands <b>"),
            CauseReport.Fact(
                text: "the scopes differ", lines: ["asked    a", "         ^", "granted  <b>", "         ^^^"]),
        ]
        cause.serverSays = ["no \"scope\" # here"]
        cause.assumptions = ["the resource follows RFC 6750"]
        cause.controls = ["a token with <b> is taken"]
        cause.others = [CauseReport.Other(cause: "token-expired", text: "(possible) it is old")]
        cause.alternatives = [CauseReport.Other(cause: "token-revoked", text: "nothing shows it")]
        cause.ruledOut = [CauseReport.Other(cause: "wrong-audience", text: "the audience fits")]
        cause.fix = "Ask for `b` too."
        cause.commands = ["authorize scope=\"a <b>\"", "exchange"]
        cause.references = ["RFC 6750 §3.1"]
        return cause
    }()

    static let browsed = ExchangeReport(
        number: 1, purpose: "browser",
        exchange: HTTPExchange(
            request: HTTPRequest("GET", "https://as.example/authorize?state=x"),
            outcome: .response(
                HTTPResponse(
                    status: 200, reason: "OK", headers: [HTTPHeader("Content-Type", "text/html")],
                    body: Array("<script>alert(1)</script>".utf8))), startedAt: 1,
            timing: HTTPTiming(lookup: 100, connect: 900, tls: 2000, firstByte: 4000, total: 4100)))

    static let token = ExchangeReport(
        number: 2, purpose: "token",
        exchange: HTTPExchange(
            request: HTTPRequest(
                "POST", "https://as.example/token",
                headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")],
                body: Array("grant_type=authorization_code&code=x".utf8)),
            outcome: .response(
                HTTPResponse(
                    status: 200, reason: "OK", headers: [HTTPHeader("Content-Type", "application/json")],
                    body: Array(#"{"access_token":"at_…#a0dd4a","scope":"<b>","list":[1,{"a":null}]}"#.utf8))),
            startedAt: 2, timing: HTTPTiming(firstByte: 900, total: 1000)))

    static let refused = ExchangeReport(
        number: 3, purpose: "resource",
        exchange: HTTPExchange(
            request: HTTPRequest("GET", "https://api.example/x"),
            outcome: .response(HTTPResponse(status: 403, reason: "Forbidden", body: [0, 1, 2])), startedAt: 3))

    static let unanswered = ExchangeReport(
        number: 4, purpose: "resource",
        exchange: HTTPExchange(
            request: HTTPRequest("GET", "http://127.0.0.1:1/"),
            outcome: .failure(TransportError(.connect, "nobody is there")), startedAt: 4))
}
