internal import Encodings
internal import HTTPMessage
public import JSONKit

extension ExchangeFormat {
    /// An archive that browsers' developer tools open.
    static let har = ExchangeFormat("har", "an HTTP Archive 1.2") { exchanges, secrets in
        HARWriter.document(
            exchanges.map { entry in
                var masked = entry
                masked.exchange = secrets.masked(entry.exchange)
                return masked
            }
        ).text(.pretty) + "\n"
    }
}

/// HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/). What it has no place for stands in members that
/// begin with `_`, as it asks.
public enum HARWriter {
    public static func document(_ exchanges: [ExportedExchange]) -> JSON {
        [
            "log": [
                "version": "1.2", "creator": ["name": "Keyway", "version": "0.1"],
                "entries": JSON(exchanges.map(entry)),
            ]
        ]
    }

    private static func entry(_ entry: ExportedExchange) -> JSON {
        let exchange = entry.exchange
        let address = exchange.peer.map { peer in peer.lastIndex(of: ":").map { String(peer[..<$0]) } ?? peer }
        return JSON(present: [
            ("startedDateTime", JSON(Timestamp.text(exchange.startedAt))),
            ("time", JSON(milliseconds(exchange.timing.total))), ("request", request(exchange.request)),
            ("response", response(exchange)), ("cache", [:]), ("timings", timings(exchange.timing)),
            ("serverIPAddress", address.map { JSON($0.filter { $0 != "[" && $0 != "]" }) }),
            ("_number", JSON(entry.number)), ("_purpose", JSON(entry.purpose)),
            ("_failure", exchange.failure.map { ["code": JSON($0.code.rawValue), "message": JSON($0.message)] }),
        ])
    }

    private static func request(_ request: HTTPRequest) -> JSON {
        let query = FormParameters.parse(URLParts(request.url)?.query ?? "")
        return JSON(present: [
            ("method", JSON(request.method)), ("url", JSON(request.url)), ("httpVersion", "HTTP/1.1"),
            ("cookies", JSON(cookies(request.headers.values("Cookie").flatMap { $0.split(separator: ";") }))),
            ("headers", headers(request.headers)),
            ("queryString", JSON(query.map { ["name": JSON($0.name), "value": JSON($0.value)] })),
            ("postData", request.body.map { postData($0, request.headers["Content-Type"]) }), ("headersSize", -1),
            ("bodySize", JSON(request.body?.count ?? 0)),
        ])
    }

    private static func postData(_ body: [UInt8], _ type: String?) -> JSON {
        let text = String(validating: body, as: UTF8.self)
        return JSON(present: [
            ("mimeType", JSON(type ?? "")), ("text", JSON(text ?? Base64.encode(body))),
            ("_encoding", text == nil ? JSON("base64") : JSON?.none),
        ])
    }

    private static func response(_ exchange: HTTPExchange) -> JSON {
        guard let response = exchange.response else { return nothing }
        let text = String(validating: response.body, as: UTF8.self)
        return [
            "status": JSON(response.status), "statusText": JSON(response.reason),
            "httpVersion": JSON("HTTP/\(response.version)"),
            "cookies": JSON(cookies(response.headers.values("Set-Cookie").map { $0.prefix { $0 != ";" } })),
            "headers": headers(response.headers),
            "content": JSON(present: [
                ("size", JSON(response.body.count)), ("mimeType", JSON(response.headers["Content-Type"] ?? "")),
                ("text", JSON(text ?? Base64.encode(response.body))),
                ("encoding", text == nil ? JSON("base64") : JSON?.none),
            ]),
            "redirectURL": JSON(response.headers["Location"] ?? ""), "headersSize": -1,
            "bodySize": JSON(response.body.count),
        ]
    }

    /// Of an exchange that got no response, as browsers write it.
    private static let nothing: JSON = [
        "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [],
        "content": ["size": 0, "mimeType": ""], "redirectURL": "", "headersSize": -1, "bodySize": -1,
    ]

    private static func headers(_ headers: HTTPHeaders) -> JSON {
        JSON(headers.map { ["name": JSON($0.name), "value": JSON($0.value)] })
    }

    private static func cookies(_ pairs: [Substring]) -> [JSON] {
        pairs.compactMap { pair in
            let halves = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { return nil }
            return ["name": JSON(String(halves[0])), "value": JSON(String(halves[1]))]
        }
    }

    /// -1 where a phase did not take place.
    private static func timings(_ timing: HTTPTiming) -> JSON {
        let connected = max(timing.lookup, timing.connect)
        let secured = max(connected, timing.tls)
        let answered = max(secured, timing.firstByte)
        return [
            "blocked": -1, "dns": timing.lookup > 0 ? JSON(milliseconds(timing.lookup)) : -1,
            // The archive counts TLS as part of connecting.
            "connect": secured > timing.lookup ? JSON(milliseconds(secured - timing.lookup)) : -1,
            "ssl": timing.tls > 0 ? JSON(milliseconds(secured - connected)) : -1, "send": 0,
            "wait": JSON(milliseconds(answered - secured)),
            "receive": JSON(milliseconds(max(0, timing.total - answered))),
        ]
    }

    private static func milliseconds(_ microseconds: Int64) -> Double { Double(microseconds) / 1000 }
}
