internal import JSONKit
public import OAuthCore
internal import Providers

/// What became of each scope on its way: from the client's registration to what a resource demands.
public struct ScopeLedger: Sendable, Equatable {
    /// A place on the way. What is not known there is nil in a row.
    public enum Hop: String, Sendable, CaseIterable {
        /// What the client is registered for.
        case registered
        /// What the provider's metadata lists.
        case advertised
        /// What the authorization request asked for.
        case asked
        /// What the first token response of the family granted.
        case granted
        /// What the response of this set of tokens says.
        case response
        /// The `scope` or `scp` of an access token that is a JWT.
        case jwt
        /// What the server says of the token when it is asked.
        case introspection
        /// What a resource demanded.
        case demanded
    }

    /// One scope with what is known of it at each hop.
    public struct Row: Sendable, Equatable {
        /// The scope token (RFC 6749 §3.3).
        public var scope: String
        /// Whether the scope is there, by hop; absent where nothing is known.
        public var marks: [Hop: Bool]
        /// The first hop at which a scope that was there before is missing.
        public var lostAt: Hop?
        /// Why, in a sentence.
        public var explanation: String?
        /// By which other name, or as a part of what, it was granted, in a sentence; nil where its own name says so.
        public var remark: String?
    }

    /// The scopes, each in one row.
    public var rows: [Row]
    /// The hops that something is known of.
    public var hops: [Hop]
    /// What a refresh changed beside scopes.
    public var changes: [String]

    /// - Parameter sets: what is known at each hop.
    public init(_ sets: [Hop: Scope], changes: [String] = []) {
        hops = Hop.allCases.filter { sets[$0] != nil }
        self.changes = changes
        let order: [Hop] = [.asked, .granted, .response, .jwt, .introspection, .demanded, .registered, .advertised]
        let all = order.reduce(Scope()) { $0.union(sets[$1] ?? Scope()) }
        let asked = sets[.asked] ?? Scope()
        let answers: Set<Hop> = [.granted, .response, .jwt, .introspection]
        let grants = Dictionary(
            uniqueKeysWithValues: sets.map { hop, scope in
                (hop, GrantedNames(scope, asked: asked, countsUnstated: answers.contains(hop)))
            })
        rows = ScopeLedger.distinct(all, wanted: asked.union(sets[.demanded] ?? Scope())).map {
            ScopeLedger.row($0, grants)
        }
    }

    /// The scopes without those that are another name of one before them.
    private static func distinct(_ all: Scope, wanted: Scope) -> [String] {
        let names = GrantedNames(wanted, countsUnstated: false)
        return all.tokens.filter { scope in
            if case .alias? = names.way(to: scope) { false } else { true }
        }
    }

    private static func row(_ scope: String, _ grants: [Hop: GrantedNames]) -> Row {
        let marks = grants.mapValues { $0.way(to: scope) != nil }
        var row = Row(scope: scope, marks: marks, lostAt: nil, explanation: nil, remark: remark(scope, grants))
        let isWanted = marks[.asked] == true || marks[.demanded] == true || marks[.granted] == true
        guard isWanted, let lost = loss(marks) else { return row }
        row.lostAt = lost
        row.explanation = explanation(scope, lost, marks)
        return row
    }

    /// How a scope was granted, where the response does not name it.
    private static func remark(_ scope: String, _ grants: [Hop: GrantedNames]) -> String? {
        switch (grants[.granted] ?? grants[.response])?.way(to: scope) {
        case .alias(let name): "\(scope) was granted as \(name)"
        case .within(let name): "\(scope) was granted within \(name)"
        case .unstated: "\(scope) was granted: this provider does not repeat it in its answer"
        case .named, nil: nil
        }
    }

    /// The hop at which a scope that somebody wants is missing first.
    private static func loss(_ marks: [Hop: Bool]) -> Hop? {
        if marks[.asked] == true {
            return [.granted, .response, .jwt, .introspection].first { marks[$0] == false }
        }
        if marks[.granted] == true { return [.response, .jwt, .introspection].first { marks[$0] == false } }
        guard marks[.demanded] == true else { return nil }
        if marks[.registered] == false { return .registered }
        return marks[.asked] == false ? .asked : nil
    }

    private static func explanation(_ scope: String, _ hop: Hop, _ marks: [Hop: Bool]) -> String {
        switch hop {
        case .registered: "the client is not registered for \(scope)"
        case .advertised: "the provider does not list \(scope)"
        case .asked: "\(scope) was never asked for"
        case .granted:
            marks[.registered] == false
                ? "\(scope) was asked for and not granted: the client is not registered for it"
                : "\(scope) was asked for and not granted: the user or the server left it out"
        case .response: "\(scope) was granted at first, and a refresh dropped it"
        case .jwt: "the response grants \(scope), and the access token does not say so"
        case .introspection: "the response grants \(scope), and introspection does not say so"
        case .demanded: ""
        }
    }
}

extension ScopeLedger {
    /// The ledger of a set of tokens.
    ///
    /// - Parameter demanded: what resources asked for when they refused this token.
    public init(of token: RecordedToken, demanded: Scope, in evidence: Evidence) {
        let subject = Case(evidence)
        let lineage = subject.lineage(of: token)
        let authorization = subject.authorization(lineage.last?.authorization)
        var sets: [Hop: Scope] = [:]
        if let id = token.clientID ?? authorization?.clientID, let client = subject.versions(of: id).last,
            !client.registration.scope.isEmpty
        {
            sets[.registered] = client.registration.scope
        }
        sets[.advertised] = evidence.provider.server.scopesSupported.map { Scope($0) }
        sets[.asked] = authorization?.scope
        sets[.granted] = lineage.last.map { ScopeLedger.granted($0.tokens, sets[.asked] ?? Scope()) }
        sets[.response] = ScopeLedger.granted(token.tokens, sets[.asked] ?? Scope())
        sets[.jwt] = (try? JWTParts(reading: token.tokens.accessToken)).flatMap { ScopeLedger.scope(of: $0.claims) }
        sets[.introspection] = subject.introspection(of: token.tokens.accessToken)?.answer.scope
        sets[.demanded] = demanded.isEmpty ? nil : demanded
        self.init(sets, changes: ScopeLedger.changes(lineage))
    }

    /// What a token response granted: what it states, and what came with it. An ID token comes for `openid` alone, and a
    /// refresh token is what `offline_access` asks for.
    static func granted(_ tokens: TokenSet, _ asked: Scope) -> Scope {
        guard tokens.scopeIsStated else { return tokens.scope }
        var implied: [String] = []
        if tokens.idToken != nil { implied.append("openid") }
        if tokens.refreshToken != nil { implied.append("offline_access") }
        return tokens.scope.union(Scope(implied.filter(asked.contains)))
    }

    /// What was asked for and not granted with a set of tokens, by any name.
    package static func missing(_ asked: Scope, from tokens: TokenSet) -> Scope {
        ScopeNames.missing(asked, from: granted(tokens, asked))
    }

    static func scope(of claims: JSON) -> Scope? {
        if let text = claims["scope"]?.string ?? claims["scp"]?.string { return Scope(text) }
        return (claims["scope"] ?? claims["scp"])?.elements.map { Scope($0.compactMap(\.string)) }
    }

    /// What each refresh changed, oldest first.
    private static func changes(_ lineage: [RecordedToken]) -> [String] {
        zip(lineage.dropFirst().reversed(), lineage.dropLast().reversed()).flatMap { before, after in
            differences(before, after).map { "refresh to token \(after.id): \($0)" }
        }
    }

    private static func differences(_ before: RecordedToken, _ after: RecordedToken) -> [String] {
        var found: [String] = []
        let lost = before.tokens.scope.subtracting(after.tokens.scope)
        let gained = after.tokens.scope.subtracting(before.tokens.scope)
        if !lost.isEmpty { found.append("scope \(lost.text) dropped") }
        if !gained.isEmpty { found.append("scope \(gained.text) added") }
        if before.tokens.expiresIn != after.tokens.expiresIn {
            let words = [before, after].map { $0.tokens.expiresIn.map { "\($0) s" } ?? "unknown" }
            found.append("lifetime \(words[0]) became \(words[1])")
        }
        guard let one = try? JWTParts(reading: before.tokens.accessToken),
            let other = try? JWTParts(reading: after.tokens.accessToken)
        else { return found }
        for name in ["iss", "aud", "sub", "client_id"] where one.claims[name] != other.claims[name] {
            found.append(
                "\(name) \(one.claims[name]?.text() ?? "absent") became \(other.claims[name]?.text() ?? "absent")")
        }
        return found
    }
}
