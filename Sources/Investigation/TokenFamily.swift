package import Answers
package import Diagnostics
internal import Encodings
internal import HTTPMessage
package import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Redaction
package import Session
package import Workbench

/// What became of the tokens of one authorization, from its code to the last refresh.
package struct TokenFamily {
    let events: [Event]

    struct Event: Sendable {
        /// Milliseconds since 1970.
        let at: Int64
        let exchange: Int64?
        let kind: Kind
        let text: String
    }

    enum Kind: String, Sendable {
        case authorized, issued, refreshed, reused, revoked, expires
    }

    /// - Parameter token: any set of the family.
    package init(of token: SessionToken, _ bench: isolated Workbench) throws(Diagnostic) {
        let all = try bench.store().tokens(of: token.provider)
        let members = TokenFamily.members(of: token, in: all)
        var events: [Event] = []
        if let root = members.first, let id = root.authorization, let own = try bench.store().authorization(id) {
            events += TokenFamily.consent(own)
            if let code = own.code { events += try TokenFamily.replays(of: code, "the code", root, bench) }
        }
        for member in members {
            let parent = member.parent.flatMap { id in members.first { $0.id == id } }
            events.append(TokenFamily.arrival(member, of: parent))
            events += try TokenFamily.ending(member, bench)
            let isReplaced = members.contains {
                $0.parent == member.id && $0.isRefreshed && $0.tokens.refreshToken != member.tokens.refreshToken
            }
            if isReplaced, let old = member.tokens.refreshToken {
                events += try TokenFamily.replays(
                    of: old, "the replaced refresh token of token \(member.id)", member, bench)
            }
        }
        self.events = events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
    }

    /// All that go back to the same beginning, oldest first.
    private static func members(of token: SessionToken, in all: [SessionToken]) -> [SessionToken] {
        let parents = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.parent) })
        func root(of id: Int64) -> Int64 {
            var id = id
            while let parent = parents[id] ?? nil, parents[parent] != nil { id = parent }
            return id
        }
        let own = root(of: token.id)
        return all.filter { root(of: $0.id) == own }
    }

    private static func consent(_ authorization: SessionAuthorization) -> [Event] {
        guard let time = authorization.answeredAt else { return [] }
        return [
            Event(
                at: time, exchange: nil, kind: .authorized,
                text: "authorization \(authorization.id) was allowed; it asked for \(words(authorization.scope))")
        ]
    }

    private static func arrival(_ token: SessionToken, of parent: SessionToken?) -> Event {
        let scope = token.tokens.scope
        guard let parent else {
            return Event(
                at: token.tokens.receivedAt, exchange: token.exchange, kind: .issued,
                text: "token \(token.id) came by \(GrantFlow.shown(token.grantType)): \(words(scope))")
        }
        guard token.isRefreshed else {
            return Event(
                at: token.tokens.receivedAt, exchange: token.exchange, kind: .issued,
                text:
                    "token \(token.id) came of token \(parent.id) by \(GrantFlow.shown(token.grantType)): \(words(scope))"
            )
        }
        let before = parent.tokens.scope
        let lost = before.subtracting(scope)
        let gained = scope.subtracting(before)
        let isRotated = token.tokens.refreshToken != parent.tokens.refreshToken
        let changes =
            [
                isRotated ? "the refresh token was replaced" : "the refresh token stays",
                lost.isEmpty ? nil : "lost \(lost.text)", gained.isEmpty ? nil : "gained \(gained.text)",
            ].compactMap { $0 }
        return Event(
            at: token.tokens.receivedAt, exchange: token.exchange, kind: .refreshed,
            text: "token \(token.id) of token \(parent.id): \(changes.joined(separator: "; "))")
    }

    private static func ending(_ token: SessionToken, _ bench: isolated Workbench) throws(Diagnostic) -> [Event] {
        if let time = token.revokedAt {
            return [
                Event(
                    at: time, exchange: try revocation(of: token, bench), kind: .revoked,
                    text: "token \(token.id) was revoked")
            ]
        }
        guard let end = token.tokens.expiresAt else { return [] }
        return [Event(at: end, exchange: nil, kind: .expires, text: "the access token of token \(token.id) ends")]
    }

    private static func revocation(of token: SessionToken, _ bench: isolated Workbench) throws(Diagnostic) -> Int64? {
        for value in [token.tokens.refreshToken, token.tokens.accessToken].compactMap({ $0 }) {
            for number in try bench.store().exchanges(marked: try bench.fingerprint().number(of: value)).reversed() {
                if try bench.store().exchange(number)?.purpose == .revocation { return number }
            }
        }
        return nil
    }

    /// Requests with what had been spent by then.
    private static func replays(
        of value: String, _ name: String, _ token: SessionToken, _ bench: isolated Workbench
    ) throws(Diagnostic) -> [Event] {
        var spent = false
        var events: [Event] = []
        for number in try bench.store().exchanges(marked: try bench.fingerprint().number(of: value)) {
            guard let entry = try bench.store().exchange(number), entry.purpose == .token else { continue }
            if spent {
                let status = entry.exchange.response.map { "the answer is \($0.status)" } ?? "there was no answer"
                events.append(
                    Event(
                        at: entry.exchange.startedAt, exchange: number, kind: .reused,
                        text: "\(name) was sent again: \(status)"))
            }
            spent = spent || entry.exchange.response.map { $0.status < 300 } ?? false
        }
        return events
    }

    private static func words(_ scope: Scope) -> String { scope.isEmpty ? "no scope" : scope.text }
}

extension TokenFamily {
    /// A row for each event: when, how long from now, the exchange, what happened.
    package func lines(at now: Int64) -> [ReportAnswer.Line] {
        guard !events.isEmpty else { return [] }
        return [.init(.title, "its family"), .init(cells: ["when", "", "n", "what"])]
            + events.map { event in
                .init(cells: [
                    String(Timestamp.text(event.at).prefix(19)).replacing("T", with: " ") + "Z",
                    TokenFamily.distance(event.at, now), event.exchange.map { "#\($0)" } ?? "", event.text,
                ])
            }
    }

    package var json: JSON {
        JSON(
            events.map { event in
                [
                    "at": JSON(Timestamp.text(event.at)), "event": JSON(event.kind.rawValue),
                    "exchange": event.exchange.map { JSON($0) } ?? .null, "text": JSON(event.text),
                ]
            })
    }

    private static func distance(_ time: Int64, _ now: Int64) -> String {
        let seconds = (time - now) / 1000
        return seconds > 0 ? "in \(Duration.words(seconds))" : "\(Duration.words(-seconds)) ago"
    }
}
