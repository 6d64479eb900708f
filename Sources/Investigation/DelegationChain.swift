package import Answers
package import Diagnostics
internal import HTTPMessage
package import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Redaction
package import Session
package import Workbench

/// Who acts for whom, at which audience and with which scope, along a chain of token exchanges (RFC 8693 §4.1): from the
/// first token to the one that is looked at.
package struct DelegationChain {
    private let links: [DelegationLink]

    /// Exchanges that are followed at most.
    private static let longest = 16

    /// Nil where nothing was exchanged, and the token names neither an actor nor who may act.
    ///
    /// - Parameters:
    ///   - value: the token that is looked at.
    ///   - set: the set that holds it; nil where the session does not know it.
    package init?(of value: String, in set: SessionToken?, _ bench: isolated Workbench) throws(Diagnostic) {
        var links = [try DelegationLink(value, set, bench)]
        var next = set
        while let id = next?.parent, links.count < DelegationChain.longest {
            next = try bench.store().token(id)
            guard let parent = next else { break }
            links.append(try DelegationLink(parent.tokens.accessToken, parent, bench))
        }
        // A refresh is no link of its own: it gives the same token once more.
        let exchanged = links.contains { $0.grant == GrantFlow.tokenExchange.type }
        let isDelegated = links.contains { !$0.facts.actors.isEmpty || $0.facts.mayAct != nil }
        guard exchanged || isDelegated else { return nil }
        self.links = links.reversed()
    }
}

/// What is known of a token beside its scope: by its own claims, else by the newest introspection, else by what was asked.
private struct TokenFacts: Sendable {
    var subject: String?
    var client: String?
    var audience: [String] = []
    /// The current actor, then those before it.
    var actors: [String] = []
    var mayAct: String?
    /// Where this is known from.
    var source = "what was asked for"

    /// Actors that are read at most: the claim nests.
    private static let mostActors = 16

    init() {}

    init(claims: JSON, source: String) {
        self.source = source
        subject = claims["sub"]?.string
        client = claims["client_id"]?.string ?? claims["azp"]?.string
        audience = claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.elements?.compactMap(\.string) ?? []
        mayAct = claims["may_act"].map { TokenFacts.name(of: $0) }
        var next = claims["act"]
        while let act = next, act.kind == .object, actors.count < TokenFacts.mostActors {
            actors.append(TokenFacts.name(of: act))
            next = act["act"]
        }
    }

    private static func name(of party: JSON) -> String {
        let name = party["sub"]?.string ?? party["client_id"]?.string ?? party.text()
        return PrintableText.safe(name, limit: 200)
    }
}

/// One token of a chain.
private struct DelegationLink: Sendable {
    /// The number of the set; nil for a token that the session does not know.
    let token: Int64?
    let grant: String?
    let facts: TokenFacts
    let scope: Scope

    init(_ value: String, _ set: SessionToken?, _ bench: isolated Workbench) throws(Diagnostic) {
        token = set?.id
        grant = set?.grantType
        let introspected = try DelegationChain.introspection(of: value, bench)
        let jwt = try? JWTParts(reading: value)
        if let jwt {
            facts = TokenFacts(claims: jwt.claims, source: "its claims")
        } else if let introspected {
            facts = TokenFacts(claims: introspected, source: "introspection")
        } else {
            var asked = TokenFacts()
            if let number = set?.exchange, let entry = try bench.store().exchange(number) {
                let form = FormParameters.parse(String(decoding: entry.exchange.request.body ?? [], as: UTF8.self))
                asked.audience = form.all("resource") + form.all("audience")
            }
            facts = asked
        }
        scope = set?.tokens.scope ?? Scope(jwt?.claims["scope"]?.string ?? "")
    }
}

extension DelegationChain {
    /// What the server said last of a token; nil where it was not asked, or said that it is not active.
    fileprivate static func introspection(of value: String, _ bench: isolated Workbench) throws(Diagnostic) -> JSON? {
        for number in try bench.store().exchanges(marked: try bench.fingerprint().number(of: value)).reversed() {
            guard let entry = try bench.store().exchange(number), entry.purpose == .introspection,
                let body = entry.exchange.response?.body, let json = try? JSON(parsing: body),
                json["active"]?.bool == true
            else { continue }
            return json
        }
        return nil
    }

    /// A row for each token of the chain, the first one first.
    package var lines: [ReportAnswer.Line] {
        [
            .init(.title, "its chain of delegation"),
            .init(cells: ["token", "by", "about", "audience", "scope", "acts", ""]),
        ]
            + links.map { link in
                let facts = link.facts
                let acting = facts.actors.isEmpty ? "" : facts.actors.joined(separator: ", before it ")
                return .init(cells: [
                    link.token.map { String($0) } ?? "this", link.grant.map(GrantFlow.shown) ?? "",
                    PrintableText.safe(facts.subject ?? "", limit: 80),
                    PrintableText.safe(facts.audience.joined(separator: " "), limit: 200), link.scope.text, acting,
                    facts.mayAct.map { "may act: \($0)" } ?? "",
                ])
            }
    }

    /// The chain as a list of objects, the first token first.
    package var json: JSON {
        JSON(
            links.map { link in
                JSON(present: [
                    ("token", link.token.map { JSON($0) }), ("grant", link.grant.map { JSON($0) }),
                    ("sub", link.facts.subject.map { JSON($0) }), ("client_id", link.facts.client.map { JSON($0) }),
                    ("audience", JSON(link.facts.audience.map { JSON($0) })), ("scope", JSON(link.scope.text)),
                    ("actors", JSON(link.facts.actors.map { JSON($0) })),
                    ("may_act", link.facts.mayAct.map { JSON($0) }), ("known_by", JSON(link.facts.source)),
                ])
            })
    }
}
