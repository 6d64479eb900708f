internal import JSONKit
public import OAuthCore

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

    public struct Row: Sendable, Equatable {
        public var scope: String
        /// Whether the scope is there, by hop; absent where nothing is known.
        public var marks: [Hop: Bool]
        /// The first hop at which a scope that was there before is missing.
        public var lostAt: Hop?
        /// Why, in a sentence.
        public var explanation: String?
    }

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
        rows = all.tokens.map { ScopeLedger.row($0, sets) }
    }

    private static func row(_ scope: String, _ sets: [Hop: Scope]) -> Row {
        let marks = sets.mapValues { $0.contains(scope) }
        var row = Row(scope: scope, marks: marks, lostAt: nil, explanation: nil)
        let isWanted = marks[.asked] == true || marks[.demanded] == true || marks[.granted] == true
        guard isWanted, let lost = loss(marks) else { return row }
        row.lostAt = lost
        row.explanation = explanation(scope, lost, marks)
        return row
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
        sets[.granted] = lineage.last?.tokens.scope
        sets[.response] = token.tokens.scope
        sets[.jwt] = (try? JWTParts(reading: token.tokens.accessToken)).flatMap { ScopeLedger.scope(of: $0.claims) }
        sets[.introspection] = subject.introspection(of: token.tokens.accessToken)?.answer.scope
        sets[.demanded] = demanded.isEmpty ? nil : demanded
        self.init(sets, changes: ScopeLedger.changes(lineage))
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
