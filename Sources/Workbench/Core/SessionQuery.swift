internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session

/// A named query. To add one, write it here and name it in ``all``.
struct SessionQuery: Sendable {
    typealias Lookup = @Sendable (_ arguments: [String], _ bench: isolated Workbench) async throws(Diagnostic) -> JSON?

    let shape: QueryShape
    let answer: Lookup

    static func named(_ name: String) -> SessionQuery? { all.first { $0.shape.name == name } }

    private init(
        _ name: String, operands: [String] = [], _ summary: String, completes: CompletionTopic? = nil,
        _ answer: @escaping Lookup
    ) {
        shape = QueryShape(name, operands: operands, summary, completes: completes)
        self.answer = answer
    }

    static let all: [SessionQuery] = [
        SessionQuery("status", "the status code of the last response") { _, bench throws(Diagnostic) in
            try bench.lastExchange().exchange.response.map { JSON($0.status) }
        },
        SessionQuery("header", operands: ["NAME"], "a header of the last response", completes: .header) {
            names, bench throws(Diagnostic) in
            let values = try bench.lastExchange().exchange.response?.headers.values(names[0]) ?? []
            guard !values.isEmpty else { return nil }
            return JSON(values.joined(separator: ", "))
        },
        SessionQuery("cookie", operands: ["NAME"], "the value of a cookie that the last response sets") {
            names, bench throws(Diagnostic) in
            let cookies = try bench.lastExchange().exchange.response?.headers.values("Set-Cookie") ?? []
            return cookies.first { $0.hasPrefix("\(names[0])=") }.map { cookie in
                JSON(String(cookie.dropFirst(names[0].count + 1).prefix { $0 != ";" }))
            }
        },
        SessionQuery("body", "the body of the last response as text") { _, bench throws(Diagnostic) in
            try bench.lastExchange().exchange.response.map { JSON($0.text) }
        },
        SessionQuery("time", "how long the last exchange took, in milliseconds") { _, bench throws(Diagnostic) in
            JSON(Double(try bench.lastExchange().exchange.timing.total) / 1000)
        },
        SessionQuery("url", "the URL of the last request") { _, bench throws(Diagnostic) in
            JSON(try bench.lastExchange().exchange.request.url)
        },
        SessionQuery("redirect", operands: ["NAME"], "a parameter of the last authorization response") {
            names, bench throws(Diagnostic) in
            guard let callback = try bench.authorization().callback else { return nil }
            return try bench.protocolStep { () throws(OAuthError) in try AuthorizationResponse.parameters(of: callback)
            }
            .first(names[0]).map { JSON($0) }
        },
        SessionQuery(
            "token", operands: ["FIELD"], "access, refresh, id, type, scope or expires of the current token",
            completes: .tokenField
        ) {
            names, bench throws(Diagnostic) in
            guard try bench.tokenIfAny() != nil else { return nil }
            return try await bench.value(named: "token.\(names[0])", arguments: [])
        },
        SessionQuery("claim", operands: ["$…"], "a JSONPath in the claims of the ID token, else of the access token") {
            paths, bench throws(Diagnostic) in
            let tokens = try bench.token().tokens
            let jwt = try bench.protocolStep { () throws(OAuthError) in
                try JWTParts(reading: tokens.idToken ?? tokens.accessToken)
            }
            return try JSONPath(parsing: paths[0]).values(in: jwt.claims).first
        },
        SessionQuery("error", "the error code of the last answer: OAuth's, the challenge's, or the API's") {
            _, bench throws(Diagnostic) in try bench.lastError()?.error.asJSON
        },
        SessionQuery("error_description", "the server's own words on its error") { _, bench throws(Diagnostic) in
            try bench.lastError()?.description?.asJSON
        },
    ]
}

extension Workbench {
    /// The error that the last exchange, or an authorization response after it, carried.
    fileprivate func lastError() throws(Diagnostic) -> ServerError? {
        if let refusal = lastRefusal { return refusal }
        guard let response = try lastExchange().exchange.response, response.status >= 400 else { return nil }
        let challenges = AuthenticationChallenge.parse(response.headers)
        if let error = challenges.lazy.compactMap(ServerError.init(challenge:)).first { return error }
        return (try? JSON(parsing: response.body)).flatMap(ServerError.init(json:))
    }
}

extension String {
    fileprivate var asJSON: JSON { JSON(self) }
}

extension JSONPath {
    /// A path given as a text of a script.
    init(parsing text: String) throws(Diagnostic) {
        do throws(JSONPathError) {
            self = try JSONPath(text)
        } catch {
            throw Diagnostic(
                .usage, "jsonpath", "the JSONPath does not parse: \(error.message)", found: text,
                expected: error.expected,
                advice: error.suggestion.map { [$0] } ?? [])
        }
    }
}
